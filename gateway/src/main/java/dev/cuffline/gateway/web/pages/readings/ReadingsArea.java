package dev.cuffline.gateway.web.pages.readings;

import static dev.cuffline.gateway.access.Permission.SEE_PATIENTS;

import com.fasterxml.jackson.databind.JsonNode;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import dev.cuffline.gateway.registry.OwnRules;
import dev.cuffline.gateway.registry.Patient;
import dev.cuffline.gateway.registry.Practice;
import dev.cuffline.gateway.registry.RegistryQueries;
import dev.cuffline.gateway.store.Readings;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.gateway.store.StoredReading;
import dev.cuffline.gateway.web.pages.Area;
import dev.cuffline.gateway.web.pages.Frame;
import dev.cuffline.gateway.web.pages.Links;
import dev.cuffline.gateway.web.pages.Moment;
import dev.cuffline.gateway.web.pages.NoSuchPageException;
import dev.cuffline.gateway.web.pages.PageParts;
import dev.cuffline.gateway.web.pages.Routes;
import dev.cuffline.gateway.web.pages.Visit;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.Reading;
import dev.cuffline.rules.trend.AveragingPolicy;
import dev.cuffline.rules.trend.RulePack;
import dev.cuffline.rules.trend.SessionMean;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The chart's data, and the section of the patient's page that it belongs to. */
public final class ReadingsArea implements Area {
  private static final List<Integer> SPANS = List.of(7, 30, 90);
  private static final int USUAL = 30;
  private static final int LONGEST_POLICY = 30;
  private static final int NOON = 12;

  private final Frame frame;

  /** Over the frame's store. */
  public ReadingsArea(Frame frame) {
    this.frame = frame;
  }

  @Override
  public void addTo(Routes routes) {
    routes.get("/patients/{patient}/chart", SEE_PATIENTS, this::chart);
  }

  private static int days(Visit visit) {
    return visit
        .parameter("days")
        .flatMap(text -> SPANS.stream().filter(span -> text.equals(span.toString())).findFirst())
        .orElse(USUAL);
  }

  private HttpResponse chart(Visit visit) {
    PatientId id = new PatientId(visit.variable("patient"));
    Instant now = frame.parts().clock().instant();
    Instant from = now.minus(Duration.ofDays(days(visit)));
    Practice practice = visit.practice();
    JsonNode data =
        frame
            .parts()
            .database()
            .read(db -> {
              Patient patient =
                  RegistryQueries.patient(db, practice.id(), id)
                      .orElseThrow(() ->
                          new NoSuchPageException("There is no such patient in this practice."));
              RulePack pack = pack(db, frame.parts(), practice, patient, now);
              List<Reading> readings = readings(db, practice, id, from, now);
              return ChartData.of(
                  new ChartData.Input(
                      from,
                      now,
                      patient.zone(),
                      pack,
                      SessionMean.of(readings, patient.zone(), pack.settings()),
                      crossed(readings),
                      marks(db, practice, id, from)));
            });
    return HttpResponse.of(HttpStatus.OK, MediaType.JSON_UTF_8, data.toString());
  }

  /** The section, inside the read of the page that it stands in. */
  public static ReadingsSection section(
      Session db, PageParts parts, Visit visit, Patient patient, Instant now) throws SQLException {
    int days = days(visit);
    Practice practice = visit.practice();
    ZoneId zone = patient.zone();
    RulePack pack = pack(db, parts, practice, patient, now);
    Instant from = now.minus(Duration.ofDays(days));
    Instant whole = now.minus(Duration.ofDays(Math.max(days, LONGEST_POLICY + 1)));
    List<Reading> all = readings(db, practice, patient.id(), whole, now);
    List<SessionMean> sessions =
        SessionMean.of(
            all.stream().filter(reading -> !reading.measuredAt().instant().isBefore(from)).toList(),
            zone,
            pack.settings());
    String href = Links.patient(patient.id().value());
    return new ReadingsSection(
        href + "/chart?days=" + days,
        SPANS.stream()
            .map(span ->
                new ReadingsSection.Span(href + "?days=" + span + "#readings", span, span == days))
            .toList(),
        days,
        sessions.stream()
            .sorted(Comparator.comparing(SessionMean::first).reversed())
            .map(session -> line(session, zone, now))
            .toList(),
        averages(all, zone, now, pack),
        Moment.of(now, zone, now).zone());
  }

  private static RulePack pack(
      Session db, PageParts parts, Practice practice, Patient patient, Instant now)
      throws SQLException {
    LocalDate today = LocalDate.ofInstant(now, patient.zone());
    Optional<OwnRules> own =
        RegistryQueries.ownRules(db, practice.id(), patient.id()).stream()
            .filter(rules -> !rules.from().isAfter(today))
            .max(Comparator.comparing(OwnRules::from));
    return own.map(rules -> parts.rulings().changed(rules.changes()))
        .orElseGet(() -> parts.rulings().usual());
  }

  private static List<Reading> readings(
      Session db, Practice practice, PatientId patient, Instant from, Instant to)
      throws SQLException {
    return Readings.ofPatient(db, practice.id(), patient, from, to).stream()
        .map(StoredReading::reading)
        .toList();
  }

  private static List<ChartData.Crossed> crossed(List<Reading> readings) {
    return readings.stream()
        .filter(reading -> !reading.stands())
        .flatMap(reading ->
            reading
                .bloodPressure()
                .map(pressure ->
                    new ChartData.Crossed(
                        reading.measuredAt().instant(), pressure.systolic(), pressure.diastolic()))
                .stream())
        .toList();
  }

  private static List<ChartData.Mark> marks(
      Session db, Practice practice, PatientId patient, Instant from) throws SQLException {
    List<ChartData.Mark> marks = new ArrayList<>();
    marks.addAll(
        db.list(
            "SELECT raised_at, sentence FROM alert"
                + " WHERE practice_id = ? AND patient_id = ? AND raised_at >= ?",
            row -> new ChartData.Mark(row.instant("raised_at"), "A", row.text("sentence")),
            practice.id(),
            patient,
            from));
    marks.addAll(
        db.list(
            """
            SELECT c.start_at FROM time_entry t
            JOIN live_contact c ON c.practice_id = t.practice_id AND c.entry_id = t.id
            WHERE t.practice_id = ? AND t.patient_id = ? AND c.start_at >= ?
            """,
            row -> new ChartData.Mark(row.instant("start_at"), "L", "live contact"),
            practice.id(),
            patient,
            from));
    marks.sort(Comparator.comparing(ChartData.Mark::at));
    return marks;
  }

  private static ReadingsSection.Line line(SessionMean session, ZoneId zone, Instant now) {
    return new ReadingsSection.Line(
        Moment.of(session.first(), zone, now),
        session.systolic().map(ReadingsArea::plain).orElse(""),
        session.diastolic().map(ReadingsArea::plain).orElse(""),
        session.pulse().map(ReadingsArea::plain).orElse(""),
        session.readings().size(),
        String.join(", ", ChartData.letters(session)));
  }

  private static List<ReadingsSection.AverageLine> averages(
      List<Reading> all, ZoneId zone, Instant now, RulePack pack) {
    List<ReadingsSection.AverageLine> lines = new ArrayList<>();
    LocalDate today = LocalDate.ofInstant(now, zone);
    for (AveragingPolicy policy : AveragingPolicy.values()) {
      lines.add(average(name(policy), how(policy), policy, all, _ -> true, zone, today, pack));
    }
    AveragingPolicy week = AveragingPolicy.TARGET_BP;
    lines.add(
        average(
            "Mornings",
            "7 days, before noon in the patient's time, at least 3 days",
            week,
            all,
            reading -> hour(reading, zone) < NOON,
            zone,
            today,
            pack));
    lines.add(
        average(
            "Evenings",
            "7 days, from noon in the patient's time, at least 3 days",
            week,
            all,
            reading -> hour(reading, zone) >= NOON,
            zone,
            today,
            pack));
    return lines;
  }

  private static int hour(Reading reading, ZoneId zone) {
    return reading.measuredAt().instant().atZone(zone).getHour();
  }

  private static ReadingsSection.AverageLine average(
      String name,
      String how,
      AveragingPolicy policy,
      List<Reading> all,
      Predicate<Reading> which,
      ZoneId zone,
      LocalDate today,
      RulePack pack) {
    Optional<AveragingPolicy.Average> average =
        policy.of(all.stream().filter(which).toList(), zone, today, pack.settings());
    return new ReadingsSection.AverageLine(
        name,
        how,
        average.map(one -> one.systolic(1) + "/" + one.diastolic(1)).orElse(""),
        average.map(one -> one.evidence().size()).orElse(0));
  }

  private static String name(AveragingPolicy policy) {
    return switch (policy) {
      case TARGET_BP -> "Target: BP";
      case AHA_2008 -> "AHA 2008";
      case ESC_STYLE -> "ESC style";
      case JABFM -> "JABFM";
      case CPT_99474 -> "For 99474";
    };
  }

  private static String how(AveragingPolicy policy) {
    return switch (policy) {
      case TARGET_BP -> "7 days, at least 3 with a reading";
      case AHA_2008 -> "7 days without the first, at least 12 readings";
      case ESC_STYLE -> "7 days without the first, at least 3";
      case JABFM -> "7 days without the first two and each session's first reading, at least 5";
      case CPT_99474 -> "30 days, at least 12 readings";
    };
  }

  private static String plain(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }
}
