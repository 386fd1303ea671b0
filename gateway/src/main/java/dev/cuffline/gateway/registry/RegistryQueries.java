package dev.cuffline.gateway.registry;

import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What is on file, in any session: a reader's snapshot or a transaction of the writer. */
public final class RegistryQueries {
  private RegistryQueries() {}

  /** A practice. */
  public static Optional<Practice> practice(Session session, PracticeId id) throws SQLException {
    return PracticeTable.find(session, id);
  }

  /** Practices by id. */
  public static List<Practice> practices(Session session, Page page) throws SQLException {
    return PracticeTable.list(session, page);
  }

  /** A practitioner. */
  public static Optional<Practitioner> practitioner(Session session, PracticeId practice, String id)
      throws SQLException {
    return StaffTables.practitioner(session, practice, id);
  }

  /** Practitioners by id. */
  public static List<Practitioner> practitioners(Session session, PracticeId practice, Page page)
      throws SQLException {
    return StaffTables.practitioners(session, practice, page);
  }

  /** A member of staff. */
  public static Optional<Staff> staff(Session session, PracticeId practice, String id)
      throws SQLException {
    return StaffTables.staff(session, practice, id);
  }

  /** Staff by id. */
  public static List<Staff> staff(Session session, PracticeId practice, Page page)
      throws SQLException {
    return StaffTables.staff(session, practice, page);
  }

  /** Who supervised a member of staff, oldest first. */
  public static List<Supervision> supervisions(Session session, PracticeId practice, String staff)
      throws SQLException {
    return StaffTables.supervisions(session, practice, staff);
  }

  /** A patient. */
  public static Optional<Patient> patient(Session session, PracticeId practice, PatientId id)
      throws SQLException {
    return PatientTable.find(session, practice, id);
  }

  /** Patients by id. */
  public static List<Patient> patients(Session session, PracticeId practice, Page page)
      throws SQLException {
    return PatientTable.list(session, practice, page);
  }

  /** The patient with an identifier. */
  public static Optional<PatientId> patientBy(
      Session session, PracticeId practice, PatientIdentifier identifier) throws SQLException {
    return PatientTable.byIdentifier(session, practice, identifier);
  }

  /** Merges in which a patient is the duplicate, oldest first. */
  public static List<PatientMerge> mergesOf(
      Session session, PracticeId practice, PatientId duplicate) throws SQLException {
    return PatientMerges.ofDuplicate(session, practice, duplicate);
  }

  /** A merge of patients. */
  public static Optional<PatientMerge> merge(Session session, PracticeId practice, String id)
      throws SQLException {
    return PatientMerges.find(session, practice, id);
  }

  /** Merges of patients by id. */
  public static List<PatientMerge> merges(Session session, PracticeId practice, Page page)
      throws SQLException {
    return PatientMerges.list(session, practice, page);
  }

  /** An enrolment. */
  public static Optional<Enrolment> enrolment(Session session, PracticeId practice, String id)
      throws SQLException {
    return EnrolmentTable.find(session, practice, id);
  }

  /** A patient's enrolments, oldest first; they never overlap. */
  public static List<Enrolment> enrolments(Session session, PracticeId practice, PatientId patient)
      throws SQLException {
    return EnrolmentTable.ofPatient(session, practice, patient);
  }

  /** Enrolments by id. */
  public static List<Enrolment> enrolments(Session session, PracticeId practice, Page page)
      throws SQLException {
    return EnrolmentTable.list(session, practice, page);
  }

  /** What has happened in the course of an enrolment that is on file. */
  public static Circumstances circumstances(Session session, PracticeId practice, String enrolment)
      throws SQLException {
    return CircumstancesTable.find(session, practice, enrolment);
  }

  /** One thing that an EHR has said. */
  public static Optional<EhrProposal> ehrProposal(Session session, PracticeId practice, String id)
      throws SQLException {
    return EhrFactTable.find(session, practice, id);
  }

  /**
   * What an EHR has said, by id.
   *
   * @param state only these
   */
  public static List<EhrProposal> ehrProposals(
      Session session, PracticeId practice, EhrProposal.State state, Page page)
      throws SQLException {
    return EhrFactTable.list(session, practice, state, page);
  }

  /**
   * The order of an enrolment as an EHR names it, {@code ServiceRequest/123}; empty where the order
   * on file is not known to be one of that EHR's.
   *
   * @param destination the EHR's name
   */
  public static Optional<String> ehrOrder(
      Session session, PracticeId practice, Enrolment enrolment, String destination)
      throws SQLException {
    return EhrFactTable.order(session, practice, enrolment, destination);
  }

  /** A patient's own rules, oldest first; the newest that has begun is in force. */
  public static List<OwnRules> ownRules(Session session, PracticeId practice, PatientId patient)
      throws SQLException {
    return OwnRulesTable.ofPatient(session, practice, patient);
  }

  /** A device. */
  public static Optional<Device> device(Session session, PracticeId practice, DeviceId id)
      throws SQLException {
    return DeviceTable.find(session, practice, id);
  }

  /** Devices by id. */
  public static List<Device> devices(Session session, PracticeId practice, Page page)
      throws SQLException {
    return DeviceTable.list(session, practice, page);
  }

  /** What has happened to a device, oldest first. */
  public static List<DeviceEvent> deviceEvents(
      Session session, PracticeId practice, DeviceId device) throws SQLException {
    return DeviceEventTable.ofDevice(session, practice, device);
  }

  /** Cuffs that somebody must fetch, by device. */
  public static List<ToReturn> toReturn(Session session, PracticeId practice, Page page)
      throws SQLException {
    return DeviceEventTable.toReturn(session, practice, page);
  }

  /** An assignment. */
  public static Optional<DeviceAssignment> assignment(
      Session session, PracticeId practice, String id) throws SQLException {
    return AssignmentTable.find(session, practice, id);
  }

  /** A patient's assignments, oldest first. */
  public static List<DeviceAssignment> assignments(
      Session session, PracticeId practice, PatientId patient) throws SQLException {
    return AssignmentTable.ofPatient(session, practice, patient);
  }

  /** A device's assignments, oldest first. */
  public static List<DeviceAssignment> assignments(
      Session session, PracticeId practice, DeviceId device) throws SQLException {
    return AssignmentTable.ofDevice(session, practice, device);
  }

  /** Assignments by id. */
  public static List<DeviceAssignment> assignments(Session session, PracticeId practice, Page page)
      throws SQLException {
    return AssignmentTable.list(session, practice, page);
  }

  /** Logins by id. */
  public static List<SourceLogin> sources(Session session, PracticeId practice, Page page)
      throws SQLException {
    return SourceTable.list(session, practice, page).stream()
        .map(login -> new SourceLogin(login.id(), login.revokedAt()))
        .toList();
  }

  /** How the times of a sender are to be read, oldest first; the last one holds. */
  public static List<SourceClock> sourceClocks(Session session, PracticeId practice, String source)
      throws SQLException {
    return SourceClockTable.ofSource(session, practice, source);
  }

  /** A patient's time entries with their contacts, in the order in which they were entered. */
  public static List<TimeEntry> timeEntries(Session session, PracticeId practice, PatientId patient)
      throws SQLException {
    return TimeEntryTable.ofPatient(session, practice, patient);
  }

  /** What was done about a patient's alerts, oldest first. */
  public static List<AlertAction> alertActions(
      Session session, PracticeId practice, PatientId patient) throws SQLException {
    return AlertActionTable.ofPatient(session, practice, patient);
  }

  /** What was done about one alert, oldest first. */
  public static List<AlertAction> alertActions(Session session, PracticeId practice, String alert)
      throws SQLException {
    return AlertActionTable.ofAlert(session, practice, alert);
  }
}
