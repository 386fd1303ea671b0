package dev.cuffline.gateway.registry;

import dev.cuffline.gateway.store.Row;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Rows of {@code device_event}: written once, never changed. */
final class DeviceEventTable {
  private DeviceEventTable() {}

  /**
   * Writes down what has happened to a device. The set-up of a patient's device is also the set-up
   * of an enrolment that has none yet; one that is retired may send no longer.
   */
  static Result<DeviceEvent> save(Change change, DeviceEvent event) throws SQLException {
    Session session = change.session();
    DeviceTable.require(session, change.practice(), event.device());
    Optional<DeviceEvent> before = find(session, change.practice(), event.id());
    if (before.isPresent()) {
      if (before.get().equals(event)) {
        return new Result<>(event, Saved.UNCHANGED);
      }
      throw RefusedException.conflict(
          "id", "event " + event.id() + " exists already, with other values");
    }
    if (event.at().isAfter(change.at())) {
      throw new InvalidValueException("at", "must not lie in the future");
    }
    if (event.staff().isPresent()
        && StaffTables.staff(session, change.practice(), event.staff().get()).isEmpty()) {
      throw RefusedException.unknown("staff", "member of staff", event.staff().get());
    }
    if (event.patient().isPresent()) {
      Patient patient = PatientTable.require(session, change.practice(), event.patient().get());
      if (event.kind() == DeviceEvent.Kind.SET_UP) {
        setUp(change, patient, LocalDate.ofInstant(event.at(), patient.zone()));
      }
    }
    insert(change, event);
    if (event.kind() == DeviceEvent.Kind.RETIRED && hasLogin(change, event.device())) {
      SourceTable.revoke(change, event.device().value());
    }
    return new Result<>(event, Saved.CREATED);
  }

  private static boolean hasLogin(Change change, DeviceId device) throws SQLException {
    return SourceTable.find(change.session(), device.value())
        .filter(login -> login.practice().equals(change.practice()))
        .isPresent();
  }

  private static void setUp(Change change, Patient patient, LocalDate on) throws SQLException {
    for (Enrolment enrolment :
        EnrolmentTable.ofPatient(change.session(), change.practice(), patient.id())) {
      if (enrolment.covers(on) && enrolment.setUp().on().isEmpty()) {
        EnrolmentTable.save(change, enrolment.setUpOn(on), Mode.REPLACE);
      }
    }
  }

  private static void insert(Change change, DeviceEvent event) throws SQLException {
    change
        .session()
        .update(
            "INSERT INTO device_event (practice_id, id, device_id, kind, at, patient_id, staff_id,"
                + " note, actor, authored_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            change.practice(),
            event.id(),
            event.device(),
            event.kind(),
            event.at(),
            event.patient(),
            event.staff(),
            event.note(),
            change.actor(),
            change.at());
  }

  /** What has become of a device; empty when nobody has said. */
  static Optional<DeviceEvent> latest(Session session, PracticeId practice, DeviceId device)
      throws SQLException {
    return session.first(
        "SELECT * FROM device_event WHERE practice_id = ? AND device_id = ?"
            + " ORDER BY at DESC, id DESC LIMIT 1",
        DeviceEventTable::read,
        practice,
        device);
  }

  private static Optional<DeviceEvent> find(Session session, PracticeId practice, String id)
      throws SQLException {
    return session.first(
        "SELECT * FROM device_event WHERE practice_id = ? AND id = ?",
        DeviceEventTable::read,
        practice,
        id);
  }

  /** A device's, oldest first. */
  static List<DeviceEvent> ofDevice(Session session, PracticeId practice, DeviceId device)
      throws SQLException {
    return session.list(
        "SELECT * FROM device_event WHERE practice_id = ? AND device_id = ? ORDER BY at, id",
        DeviceEventTable::read,
        practice,
        device);
  }

  private static DeviceEvent read(Row row) throws SQLException {
    return new DeviceEvent(
        row.text("id"),
        new DeviceId(row.text("device_id")),
        DeviceEvent.Kind.valueOf(row.text("kind")),
        row.instant("at"),
        row.optionalText("patient_id").map(PatientId::new),
        row.optionalText("staff_id"),
        row.text("note"));
  }

  /** Cuffs that have sent after their last patient's end and did not come back, by device. */
  static List<ToReturn> toReturn(Session session, PracticeId practice, Page page)
      throws SQLException {
    return session.list(
        """
        SELECT s.device_id, s.seen_at, a.patient_id, a.to_at FROM device_state s
        JOIN assignment a ON a.practice_id = s.practice_id AND a.device_id = s.device_id
        WHERE s.practice_id = ? AND s.device_id > ? AND a.to_at <= s.seen_at
          AND NOT EXISTS (SELECT 1 FROM assignment o WHERE o.practice_id = a.practice_id
            AND o.device_id = a.device_id
            AND (o.to_at IS NULL OR o.to_at > a.to_at OR (o.to_at = a.to_at AND o.id > a.id)))
          AND NOT EXISTS (SELECT 1 FROM device_event e WHERE e.practice_id = a.practice_id
            AND e.device_id = a.device_id AND e.at >= a.to_at
            AND e.kind IN ('IN_STOCK', 'RETURNED', 'MEMORY_CLEARED', 'RETIRED'))
        ORDER BY s.device_id LIMIT ?
        """,
        DeviceEventTable::readToReturn,
        practice,
        page.after(),
        page.limit());
  }

  private static ToReturn readToReturn(Row row) throws SQLException {
    return new ToReturn(
        new DeviceId(row.text("device_id")),
        new PatientId(row.text("patient_id")),
        row.instant("to_at"),
        row.instant("seen_at"));
  }
}
