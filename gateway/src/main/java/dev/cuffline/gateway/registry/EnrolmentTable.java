package dev.cuffline.gateway.registry;

import dev.cuffline.gateway.store.Row;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Rows of {@code enrolment}. */
final class EnrolmentTable {
  private EnrolmentTable() {}

  static Result<Enrolment> save(Change change, Enrolment enrolment, Mode mode) throws SQLException {
    Session session = change.session();
    PatientTable.require(session, change.practice(), enrolment.patient());
    StaffTables.requirePractitioner(
        session, change.practice(), enrolment.practitioner(), "practitioner");
    for (Enrolment other : ofPatient(session, change.practice(), enrolment.patient())) {
      if (!other.id().equals(enrolment.id()) && other.overlaps(enrolment)) {
        throw RefusedException.conflict(
            "startedOn", "overlaps " + describe(other) + " of the same patient");
      }
    }
    Optional<Enrolment> before = find(session, change.practice(), enrolment.id());
    if (before.isPresent() && !before.get().patient().equals(enrolment.patient())) {
      throw RefusedException.conflict(
          "patient", "enrolment " + enrolment.id() + " is another patient's");
    }
    Saved saved = Decision.of(change, "enrolment", enrolment.id(), before, enrolment, mode);
    if (saved != Saved.UNCHANGED) {
      write(change, enrolment);
      change.touch(enrolment.patient());
      if (!before.map(Enrolment::endedOn).orElse(Optional.empty()).equals(enrolment.endedOn())) {
        end(change, enrolment);
      }
    }
    return new Result<>(enrolment, saved);
  }

  /** A patient who is enrolled no longer holds no device. */
  private static void end(Change change, Enrolment enrolment) throws SQLException {
    boolean goesOn =
        ofPatient(change.session(), change.practice(), enrolment.patient()).stream()
            .anyMatch(other -> other.startedOn().isAfter(enrolment.startedOn()));
    if (enrolment.endedOn().isPresent() && !goesOn) {
      ZoneId zone =
          PatientTable.require(change.session(), change.practice(), enrolment.patient()).zone();
      AssignmentTable.endAll(
          change,
          enrolment.patient(),
          enrolment.endedOn().get().plusDays(1).atStartOfDay(zone).toInstant());
    }
  }

  private static String describe(Enrolment enrolment) {
    return "enrolment "
        + enrolment.id()
        + " ("
        + enrolment.startedOn()
        + " to "
        + enrolment.endedOn().map(LocalDate::toString).orElse("open")
        + ")";
  }

  private static void write(Change change, Enrolment enrolment) throws SQLException {
    Session session = change.session();
    session.update(
        "DELETE FROM enrolment WHERE practice_id = ? AND id = ?",
        change.practice(),
        enrolment.id());
    session.update(
        "INSERT INTO enrolment (practice_id, id, patient_id, practitioner_id, payer_profile,"
            + " diagnoses, ordered_on, order_ends_on, frequency_per_day, consent_on,"
            + " consent_method, consent_cost_share, consent_withdrawn_on, established_patient,"
            + " anchor, set_up_on, set_up_billed, started_on, ended_on, order_identifier, actor,"
            + " authored_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        change.practice(),
        enrolment.id(),
        enrolment.patient(),
        enrolment.practitioner(),
        enrolment.payerProfile(),
        RegistryJson.write(enrolment.diagnoses()),
        enrolment.order().on(),
        enrolment.order().endsOn(),
        enrolment.order().frequencyPerDay(),
        enrolment.consent().on(),
        enrolment.consent().method(),
        enrolment.consent().costShare(),
        enrolment.consent().withdrawnOn(),
        enrolment.establishedPatient(),
        enrolment.anchor(),
        enrolment.setUp().on(),
        enrolment.setUp().billed(),
        enrolment.startedOn(),
        enrolment.endedOn(),
        enrolment.order().identifier(),
        change.actor(),
        change.at());
  }

  static Optional<Enrolment> find(Session session, PracticeId practice, String id)
      throws SQLException {
    return session.first(
        "SELECT * FROM enrolment WHERE practice_id = ? AND id = ?",
        EnrolmentTable::read,
        practice,
        id);
  }

  /** A patient's, oldest first. */
  static List<Enrolment> ofPatient(Session session, PracticeId practice, PatientId patient)
      throws SQLException {
    return session.list(
        "SELECT * FROM enrolment WHERE practice_id = ? AND patient_id = ? ORDER BY started_on, id",
        EnrolmentTable::read,
        practice,
        patient);
  }

  static List<Enrolment> list(Session session, PracticeId practice, Page page) throws SQLException {
    return session.list(
        "SELECT * FROM enrolment WHERE practice_id = ? AND id > ? ORDER BY id LIMIT ?",
        EnrolmentTable::read,
        practice,
        page.after(),
        page.limit());
  }

  private static Enrolment read(Row row) throws SQLException {
    return new Enrolment(
        row.text("id"),
        new PatientId(row.text("patient_id")),
        row.text("practitioner_id"),
        row.text("payer_profile"),
        RegistryJson.texts(row.text("diagnoses")),
        new Order(
            row.date("ordered_on"),
            row.date("order_ends_on"),
            Math.toIntExact(row.number("frequency_per_day")),
            row.optionalText("order_identifier")),
        new Consent(
            row.date("consent_on"),
            row.optionalText("consent_method").map(ConsentMethod::valueOf),
            row.flag("consent_cost_share"),
            row.date("consent_withdrawn_on")),
        row.flag("established_patient"),
        row.date("anchor"),
        new SetUp(row.date("set_up_on"), row.flag("set_up_billed")),
        LocalDate.parse(row.text("started_on")),
        row.date("ended_on"));
  }
}
