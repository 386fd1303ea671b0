package dev.cuffline.gateway.web.pages.work;

import static dev.cuffline.gateway.access.Permission.HANDLE_ALERTS;
import static dev.cuffline.gateway.access.Permission.SEE_PATIENTS;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import dev.cuffline.gateway.registry.HandOver;
import dev.cuffline.gateway.registry.InvalidValueException;
import dev.cuffline.gateway.registry.Page;
import dev.cuffline.gateway.registry.Panels;
import dev.cuffline.gateway.registry.Practice;
import dev.cuffline.gateway.registry.RegistryQueries;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.gateway.web.pages.Frame;
import dev.cuffline.gateway.web.pages.Links;
import dev.cuffline.gateway.web.pages.Moment;
import dev.cuffline.gateway.web.pages.Problems;
import dev.cuffline.gateway.web.pages.Routes;
import dev.cuffline.gateway.web.pages.Visit;
import dev.cuffline.rules.reading.PatientId;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Who minds which patient, and who stands in for whom. */
final class TeamPages {
  private static final String PATH = "/team";
  private static final Duration SHIFT = Duration.ofHours(12);

  private final Frame frame;

  TeamPages(Frame frame) {
    this.frame = frame;
  }

  void addTo(Routes routes) {
    routes
        .get(PATH, SEE_PATIENTS, visit -> show(visit, HttpStatus.OK, Problems.NONE))
        .post(PATH + "/give", HANDLE_ALERTS, visit -> done(visit, () -> give(visit)))
        .post(PATH + "/give-free", HANDLE_ALERTS, visit -> done(visit, () -> giveFree(visit)))
        .post(PATH + "/hand-over", HANDLE_ALERTS, visit -> done(visit, () -> handOver(visit)))
        .post(PATH + "/hand-over/{id}/end", HANDLE_ALERTS, visit -> done(visit, () -> end(visit)));
  }

  private HttpResponse done(Visit visit, Runnable deed) {
    try {
      deed.run();
    } catch (RuntimeException refused) {
      return show(visit, HttpStatus.UNPROCESSABLE_ENTITY, Problems.of(refused));
    }
    return frame.renderer().redirect(PATH);
  }

  private void give(Visit visit) {
    List<PatientId> patients = visit.fields("patient").stream().map(PatientId::new).toList();
    if (patients.isEmpty()) {
      throw new InvalidValueException("patient", "tick whom to give first");
    }
    patients.forEach(visit::saw);
    frame
        .parts()
        .registry()
        .givePatients(visit.practice().id(), patients, visit.given("member"), visit.actor())
        .join();
  }

  private void giveFree(Visit visit) {
    frame
        .parts()
        .registry()
        .giveFreePatients(
            visit.practice().id(),
            visit.field("practitioner"),
            visit.field("to-member"),
            visit.actor())
        .join();
  }

  private void handOver(Visit visit) {
    Instant now = frame.parts().clock().instant().truncatedTo(ChronoUnit.MICROS);
    HandOver handOver =
        new HandOver(
            frame.parts().registry().newId(),
            visit.field("from"),
            visit.field("to"),
            now,
            until(visit.field("until"), visit.practice().zone()),
            visit.field("note"));
    frame
        .parts()
        .registry()
        .handOverPatients(visit.practice().id(), handOver, visit.actor())
        .join();
  }

  private static Instant until(String text, ZoneId zone) {
    try {
      return LocalDateTime.parse(text).atZone(zone).toInstant();
    } catch (DateTimeParseException wrong) {
      throw new InvalidValueException(
          "until", "must be a date and a time, such as 2026-02-03T07:00");
    }
  }

  private void end(Visit visit) {
    frame
        .parts()
        .registry()
        .endHandOver(visit.practice().id(), visit.variable("id"), visit.actor())
        .join();
  }

  private HttpResponse show(Visit visit, HttpStatus status, Problems problems) {
    TeamView view = frame.parts().database().read(db -> view(db, visit, problems));
    return frame.renderer().page(status, "work/team.jte", view);
  }

  private TeamView view(Session db, Visit visit, Problems problems) throws SQLException {
    Practice practice = visit.practice();
    Instant now = frame.parts().clock().instant();
    List<Panels.Member> members = Panels.members(db, practice.id());
    Map<String, String> names =
        members.stream().collect(Collectors.toMap(Panels.Member::id, Panels.Member::name));
    Map<String, Long> sizes = Panels.sizes(db, practice.id());
    String chosen = visit.parameter("of").orElse("");
    List<TeamView.Patient> patients = patients(db, practice, chosen);
    patients.forEach(patient -> visit.saw(new PatientId(patient.id())));
    return new TeamView(
        frame.shells().of(db, visit, "Team", "work", ""),
        visit.performer().filter(names::containsKey).orElse(""),
        members.stream()
            .map(one -> new TeamView.Line(one.id(), one.name(), sizes.getOrDefault(one.id(), 0L)))
            .toList(),
        RegistryQueries.practitioners(db, practice.id(), Page.ALL).stream()
            .map(one -> new WorkListView.Choice(one.id(), one.family() + ", " + one.given(), false))
            .toList(),
        nobody(db, practice),
        handOvers(db, practice, names, now),
        chosen,
        patients,
        Moment.of(now, practice.zone(), now).zone(),
        visit
            .given("until")
            .orElseGet(() ->
                LocalDateTime.ofInstant(now.plus(SHIFT), practice.zone())
                    .truncatedTo(ChronoUnit.HOURS)
                    .toString()),
        problems);
  }

  private static List<TeamView.Patient> patients(Session db, Practice practice, String member)
      throws SQLException {
    return db.list(
        """
        SELECT p.id, p.family, p.given FROM panel n
        JOIN patient p ON p.practice_id = n.practice_id AND p.id = n.patient_id
        WHERE n.practice_id = ? AND n.member = ? ORDER BY p.family, p.given, p.id LIMIT 500
        """,
        row ->
            new TeamView.Patient(
                row.text("id"),
                Links.patient(row.text("id")),
                row.text("family") + ", " + row.text("given")),
        practice.id(),
        member);
  }

  private static long nobody(Session db, Practice practice) throws SQLException {
    Optional<Long> free =
        db.first(
            """
            SELECT COUNT(DISTINCT e.patient_id) AS n FROM enrolment e
            LEFT JOIN panel p ON p.practice_id = e.practice_id AND p.patient_id = e.patient_id
            WHERE e.practice_id = ? AND e.ended_on IS NULL AND p.patient_id IS NULL
            """,
            row -> row.number("n"),
            practice.id());
    return free.orElse(0L);
  }

  private static List<TeamView.Given> handOvers(
      Session db, Practice practice, Map<String, String> names, Instant now) throws SQLException {
    Function<String, String> name = id -> names.getOrDefault(id, id);
    return Panels.handOvers(db, practice.id(), now).stream()
        .map(one ->
            new TeamView.Given(
                one.id(),
                name.apply(one.from()),
                name.apply(one.to()),
                Moment.of(one.since(), practice.zone(), now),
                Moment.of(one.until(), practice.zone(), now),
                one.note()))
        .toList();
  }
}
