package dev.cuffline.gateway.registry;

import dev.cuffline.gateway.store.Row;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Rows of {@code practitioner}, {@code staff} and {@code supervision}. */
final class StaffTables {
  private StaffTables() {}

  static Result<Practitioner> save(Change change, Practitioner practitioner, Mode mode)
      throws SQLException {
    Session session = change.session();
    PracticeTable.require(session, change.practice());
    var before = practitioner(session, change.practice(), practitioner.id());
    Saved saved =
        Decision.of(change, "practitioner", practitioner.id(), before, practitioner, mode);
    if (saved != Saved.UNCHANGED) {
      session.update(
          "INSERT INTO practitioner (practice_id, id, npi, family, given, actor, authored_at)"
              + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (practice_id, id) DO UPDATE SET"
              + " npi = excluded.npi, family = excluded.family, given = excluded.given,"
              + " actor = excluded.actor, authored_at = excluded.authored_at",
          change.practice(),
          practitioner.id(),
          practitioner.npi(),
          practitioner.family(),
          practitioner.given(),
          change.actor(),
          change.at());
    }
    return new Result<>(practitioner, saved);
  }

  static Result<Staff> save(Change change, Staff staff, Mode mode) throws SQLException {
    Session session = change.session();
    PracticeTable.require(session, change.practice());
    var before = staff(session, change.practice(), staff.id());
    Saved saved = Decision.of(change, "staff", staff.id(), before, staff, mode);
    if (saved != Saved.UNCHANGED) {
      session.update(
          "INSERT INTO staff (practice_id, id, name, role, credential, actor, authored_at)"
              + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (practice_id, id) DO UPDATE SET"
              + " name = excluded.name, role = excluded.role, credential = excluded.credential,"
              + " actor = excluded.actor, authored_at = excluded.authored_at",
          change.practice(),
          staff.id(),
          staff.name(),
          staff.role(),
          staff.credential(),
          change.actor(),
          change.at());
    }
    return new Result<>(staff, saved);
  }

  static Result<Supervision> save(Change change, Supervision supervision, Mode mode)
      throws SQLException {
    Session session = change.session();
    PracticeId practice = change.practice();
    if (staff(session, practice, supervision.staff()).isEmpty()) {
      throw RefusedException.unknown("staff", "member of staff", supervision.staff());
    }
    requirePractitioner(session, practice, supervision.practitioner(), "practitioner");
    List<Supervision> others = supervisions(session, practice, supervision.staff());
    Optional<Supervision> before =
        others.stream().filter(other -> sameKey(other, supervision)).findFirst();
    for (Supervision other : others) {
      if (!sameKey(other, supervision)
          && other.practitioner().equals(supervision.practitioner())
          && (other.covers(supervision.from()) || supervision.covers(other.from()))) {
        throw RefusedException.conflict(
            "from", "overlaps the supervision by the same practitioner from " + other.from());
      }
    }
    String id = supervision.staff() + " " + supervision.practitioner() + " " + supervision.from();
    Saved saved = Decision.of(change, "supervision", id, before, supervision, mode);
    if (saved != Saved.UNCHANGED) {
      write(change, supervision);
    }
    return new Result<>(supervision, saved);
  }

  private static boolean sameKey(Supervision one, Supervision two) {
    return one.practitioner().equals(two.practitioner()) && one.from().equals(two.from());
  }

  private static void write(Change change, Supervision supervision) throws SQLException {
    change
        .session()
        .update(
            "INSERT INTO supervision (practice_id, staff_id, practitioner_id, from_date, to_date,"
                + " actor, authored_at) VALUES (?, ?, ?, ?, ?, ?, ?)"
                + " ON CONFLICT (practice_id, staff_id, practitioner_id, from_date) DO UPDATE SET"
                + " to_date = excluded.to_date, actor = excluded.actor,"
                + " authored_at = excluded.authored_at",
            change.practice(),
            supervision.staff(),
            supervision.practitioner(),
            supervision.from(),
            supervision.to(),
            change.actor(),
            change.at());
  }

  static void requirePractitioner(Session session, PracticeId practice, String id, String field)
      throws SQLException {
    if (practitioner(session, practice, id).isEmpty()) {
      throw RefusedException.unknown(field, "practitioner", id);
    }
  }

  static Optional<Practitioner> practitioner(Session session, PracticeId practice, String id)
      throws SQLException {
    return session.first(
        "SELECT * FROM practitioner WHERE practice_id = ? AND id = ?",
        StaffTables::readPractitioner,
        practice,
        id);
  }

  static List<Practitioner> practitioners(Session session, PracticeId practice, Page page)
      throws SQLException {
    return session.list(
        "SELECT * FROM practitioner WHERE practice_id = ? AND id > ? ORDER BY id LIMIT ?",
        StaffTables::readPractitioner,
        practice,
        page.after(),
        page.limit());
  }

  static Optional<Staff> staff(Session session, PracticeId practice, String id)
      throws SQLException {
    return session.first(
        "SELECT * FROM staff WHERE practice_id = ? AND id = ?",
        StaffTables::readStaff,
        practice,
        id);
  }

  static List<Staff> staff(Session session, PracticeId practice, Page page) throws SQLException {
    return session.list(
        "SELECT * FROM staff WHERE practice_id = ? AND id > ? ORDER BY id LIMIT ?",
        StaffTables::readStaff,
        practice,
        page.after(),
        page.limit());
  }

  /** Those of one member of staff, oldest first. */
  static List<Supervision> supervisions(Session session, PracticeId practice, String staff)
      throws SQLException {
    return session.list(
        "SELECT * FROM supervision WHERE practice_id = ? AND staff_id = ?"
            + " ORDER BY from_date, practitioner_id",
        StaffTables::readSupervision,
        practice,
        staff);
  }

  private static Practitioner readPractitioner(Row row) throws SQLException {
    return new Practitioner(
        row.text("id"), new Npi(row.text("npi")), row.text("family"), row.text("given"));
  }

  private static Staff readStaff(Row row) throws SQLException {
    return new Staff(
        row.text("id"),
        row.text("name"),
        Role.valueOf(row.text("role")),
        row.optionalText("credential"));
  }

  private static Supervision readSupervision(Row row) throws SQLException {
    return new Supervision(
        row.text("staff_id"),
        row.text("practitioner_id"),
        LocalDate.parse(row.text("from_date")),
        row.date("to_date"));
  }
}
