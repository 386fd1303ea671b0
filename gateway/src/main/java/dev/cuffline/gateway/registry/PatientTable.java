package dev.cuffline.gateway.registry;

import dev.cuffline.gateway.store.Row;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.gateway.store.TestPatients;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows of {@code patient} and {@code patient_identifier}. */
final class PatientTable {
  private PatientTable() {}

  static Result<Patient> save(Change change, Patient patient, Mode mode) throws SQLException {
    Session session = change.session();
    Practice practice = PracticeTable.require(session, change.practice());
    if (patient.birthDate().isAfter(change.at().atZone(practice.zone()).toLocalDate())) {
      throw new InvalidValueException("birthDate", "must not lie in the future");
    }
    requireFree(session, change.practice(), patient);
    Optional<Patient> before = find(session, change.practice(), patient.id());
    Saved saved = Decision.of(change, "patient", patient.id().value(), before, patient, mode);
    if (saved != Saved.UNCHANGED) {
      write(change, patient);
      change.touch(patient.id());
      // Local times are read in the patient's zone, so the devices' records change with it.
      for (DeviceAssignment held :
          AssignmentTable.ofPatient(session, change.practice(), patient.id())) {
        change.touch(held.device());
      }
    }
    return new Result<>(patient, saved);
  }

  /**
   * Makes a patient one for trying things out, for good. Only before the first reading: what was
   * sent, counted and alerted until then was in earnest.
   */
  static void markTest(Change change, PatientId patient) throws SQLException {
    Session session = change.session();
    require(session, change.practice(), patient);
    if (TestPatients.has(session, change.practice(), patient)) {
      return;
    }
    boolean read =
        session
            .first(
                "SELECT reading_id FROM reading WHERE practice_id = ? AND patient_id = ? LIMIT 1",
                _ -> true,
                change.practice(),
                patient)
            .orElse(false);
    if (read) {
      throw RefusedException.conflict(
          "patient", "has readings already; register a new patient for tests");
    }
    session.update(
        "INSERT INTO test_patient (practice_id, patient_id, actor, authored_at)"
            + " VALUES (?, ?, ?, ?)",
        change.practice(),
        patient,
        change.actor(),
        change.at());
    change.touch(patient);
  }

  private static void requireFree(Session session, PracticeId practice, Patient patient)
      throws SQLException {
    for (PatientIdentifier identifier : patient.identifiers()) {
      Optional<PatientId> holder = byIdentifier(session, practice, identifier);
      if (holder.isPresent() && !holder.get().equals(patient.id())) {
        throw RefusedException.conflict(
            "identifiers", "patient " + holder.get() + " has one of these identifiers already");
      }
    }
  }

  private static void write(Change change, Patient patient) throws SQLException {
    Session session = change.session();
    session.update(
        "INSERT INTO patient (practice_id, id, family, given, birth_date, zone, language, phones,"
            + " caregivers, actor, authored_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " ON CONFLICT (practice_id, id) DO UPDATE SET family = excluded.family,"
            + " given = excluded.given, birth_date = excluded.birth_date, zone = excluded.zone,"
            + " language = excluded.language, phones = excluded.phones,"
            + " caregivers = excluded.caregivers, actor = excluded.actor,"
            + " authored_at = excluded.authored_at",
        change.practice(),
        patient.id(),
        patient.family(),
        patient.given(),
        patient.birthDate(),
        patient.zone(),
        patient.language(),
        RegistryJson.write(patient.phones()),
        RegistryJson.write(patient.caregivers()),
        change.actor(),
        change.at());
    session.update(
        "DELETE FROM patient_identifier WHERE practice_id = ? AND patient_id = ?",
        change.practice(),
        patient.id());
    for (PatientIdentifier identifier : patient.identifiers()) {
      session.update(
          "INSERT INTO patient_identifier (practice_id, system, value, patient_id)"
              + " VALUES (?, ?, ?, ?)",
          change.practice(),
          identifier.system(),
          identifier.value(),
          patient.id());
    }
  }

  /** A patient on file who may be given something; one who was merged takes nothing new. */
  static Patient require(Session session, PracticeId practice, PatientId id) throws SQLException {
    Patient patient =
        find(session, practice, id)
            .orElseThrow(() -> RefusedException.unknown("patient", "patient", id.value()));
    Optional<PatientId> survivor = PatientMerges.survivor(session, practice, id);
    if (survivor.isPresent()) {
      throw RefusedException.conflict(
          "patient", "patient " + id + " was merged into " + survivor.get() + ": name that one");
    }
    return patient;
  }

  static Optional<PatientId> byIdentifier(
      Session session, PracticeId practice, PatientIdentifier identifier) throws SQLException {
    return session.first(
        "SELECT patient_id FROM patient_identifier"
            + " WHERE practice_id = ? AND system = ? AND value = ?",
        row -> new PatientId(row.text("patient_id")),
        practice,
        identifier.system(),
        identifier.value());
  }

  static Optional<Patient> find(Session session, PracticeId practice, PatientId id)
      throws SQLException {
    List<PatientIdentifier> identifiers = identifiers(session, practice, id);
    return session.first(
        "SELECT * FROM patient WHERE practice_id = ? AND id = ?",
        row -> read(row, identifiers),
        practice,
        id);
  }

  static List<Patient> list(Session session, PracticeId practice, Page page) throws SQLException {
    List<PatientId> ids =
        session.list(
            "SELECT id FROM patient WHERE practice_id = ? AND id > ? ORDER BY id LIMIT ?",
            row -> new PatientId(row.text("id")),
            practice,
            page.after(),
            page.limit());
    List<Patient> patients = new ArrayList<>();
    for (PatientId id : ids) {
      find(session, practice, id).ifPresent(patients::add);
    }
    return patients;
  }

  private static List<PatientIdentifier> identifiers(
      Session session, PracticeId practice, PatientId id) throws SQLException {
    return session.list(
        "SELECT system, value FROM patient_identifier WHERE practice_id = ? AND patient_id = ?",
        row -> new PatientIdentifier(row.text("system"), row.text("value")),
        practice,
        id);
  }

  private static Patient read(Row row, List<PatientIdentifier> identifiers) throws SQLException {
    return new Patient(
        new PatientId(row.text("id")),
        row.text("family"),
        row.text("given"),
        LocalDate.parse(row.text("birth_date")),
        ZoneId.of(row.text("zone")),
        row.optionalText("language"),
        identifiers,
        RegistryJson.texts(row.text("phones")),
        RegistryJson.caregivers(row.text("caregivers")));
  }
}
