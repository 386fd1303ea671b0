package dev.cuffline.gateway.web.pages;

import static dev.cuffline.gateway.access.Permission.LOG_TIME;
import static dev.cuffline.gateway.access.Permission.SEE_BILLING;
import static dev.cuffline.gateway.access.Permission.SEE_PATIENTS;

import com.linecorp.armeria.common.HttpResponse;
import dev.cuffline.gateway.registry.Patient;
import dev.cuffline.gateway.registry.Practice;
import dev.cuffline.gateway.registry.RegistryQueries;
import dev.cuffline.gateway.store.Readings;
import dev.cuffline.gateway.store.StoredReading;
import dev.cuffline.gateway.store.TestPatients;
import dev.cuffline.gateway.web.DeterminationSource.CareMonth;
import dev.cuffline.gateway.web.DeterminationSource.Clocks;
import dev.cuffline.gateway.web.DeterminationSource.Determination;
import dev.cuffline.gateway.web.DeterminationSource.Excluded;
import dev.cuffline.gateway.web.pages.care.CareSection;
import dev.cuffline.gateway.web.pages.readings.ReadingsArea;
import dev.cuffline.gateway.web.pages.readings.ReadingsSection;
import dev.cuffline.rules.billing.Status;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.Reading;
import dev.cuffline.rules.reading.ReadingStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One patient: both clocks, open alerts, the newest readings, what can be billed and why. */
final class PatientPage implements Area {
  private static final int READINGS = 20;

  private final PageParts parts;
  private final Shells shells;
  private final Renderer renderer;

  PatientPage(Frame frame) {
    this.parts = frame.parts();
    this.shells = frame.shells();
    this.renderer = frame.renderer();
  }

  @Override
  public void addTo(Routes routes) {
    routes.get("/patients/{patient}", SEE_PATIENTS, this::show);
  }

  static NoSuchPageException missing() {
    return new NoSuchPageException("There is no such patient in this practice.");
  }

  /** What one snapshot of the store says. */
  private record Stored(
      Shell shell,
      Patient patient,
      boolean test,
      List<AlertRecord> alerts,
      List<StoredReading> readings,
      ReadingsSection chart,
      Optional<CareSection> care) {}

  HttpResponse show(Visit visit) {
    String position = shells.position();
    Practice practice = visit.practice();
    PatientId id = new PatientId(visit.variable("patient"));
    Instant now = parts.clock().instant();
    Stored stored =
        parts
            .database()
            .read(db -> {
              Patient patient =
                  RegistryQueries.patient(db, practice.id(), id).orElseThrow(PatientPage::missing);
              return new Stored(
                  shells.of(db, visit, "Patient", "patients", position),
                  patient,
                  TestPatients.has(db, practice.id(), id),
                  PageQueries.openAlerts(db, practice, id),
                  Readings.newest(db, practice.id(), id, READINGS),
                  ReadingsArea.section(db, parts, visit, patient, now),
                  visit.may(LOG_TIME)
                      ? Optional.of(CareSection.of(db, practice, id, visit.actor(), now))
                      : Optional.empty());
            });
    Optional<Clocks> clocks = parts.determinations().of(practice.id(), id, now);
    return renderer.page(
        "patient.jte", view(stored, clocks, now, practice, visit.may(SEE_BILLING)));
  }

  private static PatientView view(
      Stored stored, Optional<Clocks> clocks, Instant now, Practice practice, boolean billing) {
    Patient patient = stored.patient();
    TwoClocks two = TwoClocks.of(clocks, now, patient.zone(), practice.zone());
    return new PatientView(
        stored.shell(),
        patient.id().value(),
        patient.family() + ", " + patient.given(),
        stored.test(),
        born(patient, now),
        Moment.of(now, patient.zone(), now).zone(),
        two,
        stored.alerts().stream().map(alert -> AlertRowView.of(alert, two, now)).toList(),
        stored.chart(),
        readings(stored, clocks, now),
        billing,
        clocks
            .filter(_ -> billing)
            .map(c -> determinations(c.determinations(), LocalDate.ofInstant(now, patient.zone())))
            .orElse(List.of()),
        clocks.map(c -> uncounted(c, now, practice)).orElse(List.of()),
        stored.care());
  }

  private static String born(Patient patient, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, patient.zone());
    return "%s, %d years"
        .formatted(
            Words.birth(patient.birthDate()),
            Period.between(patient.birthDate(), today).getYears());
  }

  private static List<PatientView.ReadingLine> readings(
      Stored stored, Optional<Clocks> clocks, Instant now) {
    Map<String, String> uncounted = new HashMap<>();
    clocks
        .map(Clocks::devicePeriods)
        .orElse(List.of())
        .forEach(period -> {
          for (Excluded reading : period.excluded()) {
            uncounted.put(reading.reading(), BillingWords.reason(reading.reason()));
          }
        });
    return stored.readings().stream()
        .map(row -> reading(row, stored.patient(), uncounted, clocks, now))
        .toList();
  }

  private static PatientView.ReadingLine reading(
      StoredReading row,
      Patient patient,
      Map<String, String> uncounted,
      Optional<Clocks> clocks,
      Instant now) {
    Reading reading = row.reading();
    List<String> notes = new ArrayList<>();
    if (reading.status() == ReadingStatus.ENTERED_IN_ERROR) {
      notes.add("entered in error");
    }
    if (reading.status() == ReadingStatus.AMENDED) {
      notes.add("changed by the sender");
    }
    reading.flags().stream().sorted().map(Words::of).forEach(notes::add);
    Words.of(reading.measuredAt().quality()).ifPresent(notes::add);
    Optional<String> reason = Optional.ofNullable(uncounted.get(reading.id().value()));
    return new PatientView.ReadingLine(
        Moment.of(reading.measuredAt().instant(), patient.zone(), now),
        reading
            .bloodPressure()
            .map(p -> plain(p.systolic()) + "/" + plain(p.diastolic()))
            .orElse(""),
        reading.pulse().map(PatientPage::plain).orElse(""),
        List.copyOf(notes),
        counts(reading, reason, clocks),
        reading.device().value(),
        Links.transmission(row.transmissionId()));
  }

  private static String counts(Reading reading, Optional<String> reason, Optional<Clocks> clocks) {
    if (reason.isPresent()) {
      return "does not count: " + reason.get();
    }
    if (!reading.counted()) {
      return "does not count";
    }
    return clocks.isEmpty() ? "not enrolled" : "counts";
  }

  private static String plain(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }

  private static List<PatientView.DeterminationLine> determinations(
      List<Determination> all, LocalDate today) {
    return all.stream()
        .filter(d -> isShown(d, today))
        .sorted(
            Comparator.comparing((Determination d) -> d.dos().orElse(LocalDate.MAX))
                .reversed()
                .thenComparing(Determination::code))
        .map(PatientPage::determination)
        .toList();
  }

  /** What did not apply to a time that is over is of no use to anybody. */
  private static boolean isShown(Determination determination, LocalDate today) {
    return Status.valueOf(determination.status()) != Status.NONE
        || determination.dos().filter(dos -> !dos.isBefore(today)).isPresent();
  }

  private static PatientView.DeterminationLine determination(Determination determination) {
    Status status = Status.valueOf(determination.status());
    return new PatientView.DeterminationLine(
        determination.code(),
        BillingWords.paraphrase(determination.code()),
        determination.units(),
        BillingWords.of(status),
        status.name().toLowerCase(Locale.ROOT),
        determination
            .period()
            .map(period -> Words.span(period.from(), period.to()))
            .orElseGet(() -> determination.dos().map(Words::date).orElse("")),
        determination.reasons().stream().map(BillingWords::reason).toList());
  }

  private static List<String> uncounted(Clocks clocks, Instant now, Practice practice) {
    YearMonth month = YearMonth.from(LocalDate.ofInstant(now, practice.zone()));
    return clocks.careMonths().stream()
        .filter(candidate -> candidate.month().equals(month))
        .map(CareMonth::uncounted)
        .flatMap(List::stream)
        .filter(entry -> entry.seconds() > 0)
        .map(entry ->
            Words.minutes(entry.seconds())
                + " logged do not count: "
                + BillingWords.reason(entry.reason()))
        .toList();
  }
}
