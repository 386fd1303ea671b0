package dev.cuffline.gateway.web.pages;

import static dev.cuffline.gateway.access.Permission.SEE_PATIENTS;

import com.linecorp.armeria.common.HttpResponse;
import dev.cuffline.gateway.registry.Patient;
import dev.cuffline.gateway.registry.Practice;
import dev.cuffline.gateway.registry.RegistryQueries;
import dev.cuffline.gateway.web.DeterminationSource.Clocks;
import dev.cuffline.gateway.web.pages.PageQueries.PatientLine;
import dev.cuffline.rules.reading.PatientId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The patients of a practice, each with the two clocks. */
final class PatientsPage implements Area {
  /** On one page; whoever is not on it is found by name. */
  private static final int MOST = 500;

  private final PageParts parts;
  private final Shells shells;
  private final Renderer renderer;

  PatientsPage(Frame frame) {
    this.parts = frame.parts();
    this.shells = frame.shells();
    this.renderer = frame.renderer();
  }

  @Override
  public void addTo(Routes routes) {
    routes
        .get(Links.PATIENTS, SEE_PATIENTS, this::show)
        .post(Links.PATIENTS, SEE_PATIENTS, this::search)
        .get("/patients/{patient}/clocks", SEE_PATIENTS, this::clocks);
  }

  HttpResponse show(Visit visit) {
    return list(visit, "", PatientSort.of(visit.parameter("sort")));
  }

  /** By a name, which is sent in a form and never in an address (P7). */
  HttpResponse search(Visit visit) {
    return list(visit, visit.field("name"), PatientSort.NAME);
  }

  private HttpResponse list(Visit visit, String name, PatientSort sort) {
    String position = shells.position();
    Practice practice = visit.practice();
    String wanted = name.toLowerCase(Locale.ROOT);
    List<PatientLine> found =
        parts.database().read(db -> PageQueries.patients(db, practice.id())).stream()
            .filter(line -> line.name().toLowerCase(Locale.ROOT).contains(wanted))
            .toList();
    List<PatientLine> shown = found.stream().limit(MOST).toList();
    shown.forEach(line -> visit.saw(line.id()));
    Instant now = parts.clock().instant();
    Map<PatientId, Clocks> clocks =
        parts
            .determinations()
            .ofAll(practice.id(), shown.stream().map(PatientLine::id).toList(), now);
    List<PatientsView.Line> lines =
        shown.stream()
            .sorted(order(sort, clocks, now, practice))
            .map(line -> line(line, Optional.ofNullable(clocks.get(line.id())), now, practice))
            .toList();
    Shell shell =
        parts.database().read(db -> shells.of(db, visit, "Patients", "patients", position));
    return renderer.page("patients.jte", new PatientsView(shell, lines, name, found.size(), sort));
  }

  private static PatientsView.Line line(
      PatientLine line, Optional<Clocks> clocks, Instant now, Practice practice) {
    return new PatientsView.Line(
        line.id().value(),
        Links.patient(line.id().value()),
        line.name(),
        line.newest().map(at -> Moment.of(at, line.zone(), now)),
        TwoClocks.of(clocks, now, line.zone(), practice.zone()));
  }

  private static Comparator<PatientLine> order(
      PatientSort sort, Map<PatientId, Clocks> clocks, Instant now, Practice practice) {
    YearMonth month = YearMonth.from(LocalDate.ofInstant(now, practice.zone()));
    Comparator<PatientLine> byName =
        Comparator.comparing(PatientLine::name, String.CASE_INSENSITIVE_ORDER)
            .thenComparing(line -> line.id().value());
    return switch (sort) {
      case NAME -> byName;
      case NEWEST ->
          Comparator.comparing((PatientLine line) -> line.newest().orElse(Instant.MIN))
              .thenComparing(byName);
      case DAYS ->
          Comparator.comparing((PatientLine line) ->
                  Optional.ofNullable(clocks.get(line.id()))
                      .flatMap(c -> TwoClocks.current(c, LocalDate.ofInstant(now, line.zone())))
                      .map(period -> period.dataDays().size())
                      .orElse(-1))
              .thenComparing(byName);
      case MINUTES ->
          Comparator.comparing((PatientLine line) ->
                  Optional.ofNullable(clocks.get(line.id()))
                      .map(c -> TwoClocks.seconds(c, month))
                      .orElse(-1L))
              .thenComparing(byName);
    };
  }

  /** Both clocks of one patient, as they are now. */
  HttpResponse clocks(Visit visit) {
    Practice practice = visit.practice();
    PatientId id = new PatientId(visit.variable("patient"));
    Patient patient =
        parts
            .database()
            .read(db -> RegistryQueries.patient(db, practice.id(), id))
            .orElseThrow(PatientPage::missing);
    Instant now = parts.clock().instant();
    return renderer.page(
        "clocks.jte",
        TwoClocks.of(
            parts.determinations().of(practice.id(), id, now),
            now,
            patient.zone(),
            practice.zone()));
  }
}
