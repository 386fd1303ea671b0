package dev.cuffline.gateway.registry;

import dev.cuffline.gateway.store.Row;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Rows of {@code assignment}. */
final class AssignmentTable {
  private AssignmentTable() {}

  static Result<DeviceAssignment> save(Change change, DeviceAssignment assignment, Mode mode)
      throws SQLException {
    Session session = change.session();
    DeviceTable.require(session, change.practice(), assignment.device());
    PatientTable.require(session, change.practice(), assignment.patient());
    Optional<DeviceAssignment> before = find(session, change.practice(), assignment.id());
    Saved saved = Decision.of(change, "assignment", assignment.id(), before, assignment, mode);
    if (saved == Saved.UNCHANGED) {
      return new Result<>(assignment, saved);
    }
    requireFree(session, change.practice(), assignment);
    if (before.isEmpty()) {
      requireThere(session, change.practice(), assignment);
    }
    write(change, assignment);
    before.ifPresent(was -> change.touch(was.device(), was.patient()));
    change.touch(assignment.device(), assignment.patient());
    // What is on file about a device says whether its holders have others.
    for (DeviceAssignment other : ofPatient(session, change.practice(), assignment.patient())) {
      change.touch(other.device());
    }
    return new Result<>(assignment, saved);
  }

  /**
   * Gives a device to another patient from an instant on: what is open there ends, and readings
   * measured since then move.
   */
  static Result<DeviceAssignment> handOver(Change change, DeviceAssignment assignment)
      throws SQLException {
    for (DeviceAssignment other :
        ofDevice(change.session(), change.practice(), assignment.device())) {
      if (other.overlaps(assignment) && other.from().isBefore(assignment.from())) {
        save(change, other.until(assignment.from()), Mode.REPLACE);
      }
    }
    return save(change, assignment, Mode.CREATE);
  }

  private static void requireThere(
      Session session, PracticeId practice, DeviceAssignment assignment) throws SQLException {
    Optional<DeviceEvent> last =
        DeviceEventTable.latest(session, practice, assignment.device())
            .filter(event -> event.kind().isGone() && !event.at().isAfter(assignment.from()));
    if (last.isPresent()) {
      throw RefusedException.conflict(
          "device",
          "device %s is %s since %s"
              .formatted(assignment.device(), last.get().kind(), last.get().at()));
    }
  }

  /** A patient's end is the end of what they hold: whatever it sends then is nobody's. */
  static void endAll(Change change, PatientId patient, Instant end) throws SQLException {
    for (DeviceAssignment held : ofPatient(change.session(), change.practice(), patient)) {
      if (held.from().isBefore(end) && held.to().map(to -> to.isAfter(end)).orElse(true)) {
        save(change, held.until(end), Mode.REPLACE);
      }
    }
  }

  private static void requireFree(Session session, PracticeId practice, DeviceAssignment assignment)
      throws SQLException {
    for (DeviceAssignment other : ofDevice(session, practice, assignment.device())) {
      if (!other.id().equals(assignment.id()) && other.overlaps(assignment)) {
        throw RefusedException.conflict("from", "overlaps " + describe(other));
      }
    }
  }

  private static String describe(DeviceAssignment other) {
    return "assignment %s of device %s, %s, to patient %s (%s to %s)"
        .formatted(
            other.id(),
            other.device(),
            other.slot().map(slot -> "slot " + slot).orElse("every slot"),
            other.patient(),
            other.from(),
            other.to().map(Instant::toString).orElse("open"));
  }

  private static void write(Change change, DeviceAssignment assignment) throws SQLException {
    change
        .session()
        .update(
            "INSERT INTO assignment (practice_id, id, device_id, slot, patient_id, from_at, to_at,"
                + " actor, authored_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " ON CONFLICT (practice_id, id) DO UPDATE SET device_id = excluded.device_id,"
                + " slot = excluded.slot, patient_id = excluded.patient_id,"
                + " from_at = excluded.from_at, to_at = excluded.to_at, actor = excluded.actor,"
                + " authored_at = excluded.authored_at",
            change.practice(),
            assignment.id(),
            assignment.device(),
            assignment.slot(),
            assignment.patient(),
            assignment.from(),
            assignment.to(),
            change.actor(),
            change.at());
  }

  static Optional<DeviceAssignment> find(Session session, PracticeId practice, String id)
      throws SQLException {
    return session.first(
        "SELECT * FROM assignment WHERE practice_id = ? AND id = ?",
        AssignmentTable::read,
        practice,
        id);
  }

  /** A device's, oldest first. */
  static List<DeviceAssignment> ofDevice(Session session, PracticeId practice, DeviceId device)
      throws SQLException {
    return session.list(
        "SELECT * FROM assignment WHERE practice_id = ? AND device_id = ? ORDER BY from_at, id",
        AssignmentTable::read,
        practice,
        device);
  }

  /** A patient's, oldest first. */
  static List<DeviceAssignment> ofPatient(Session session, PracticeId practice, PatientId patient)
      throws SQLException {
    return session.list(
        "SELECT * FROM assignment WHERE practice_id = ? AND patient_id = ? ORDER BY from_at, id",
        AssignmentTable::read,
        practice,
        patient);
  }

  static List<DeviceAssignment> list(Session session, PracticeId practice, Page page)
      throws SQLException {
    return session.list(
        "SELECT * FROM assignment WHERE practice_id = ? AND id > ? ORDER BY id LIMIT ?",
        AssignmentTable::read,
        practice,
        page.after(),
        page.limit());
  }

  private static DeviceAssignment read(Row row) throws SQLException {
    return new DeviceAssignment(
        row.text("id"),
        new DeviceId(row.text("device_id")),
        row.optionalText("slot"),
        new PatientId(row.text("patient_id")),
        row.instant("from_at"),
        row.optionalInstant("to_at"));
  }
}
