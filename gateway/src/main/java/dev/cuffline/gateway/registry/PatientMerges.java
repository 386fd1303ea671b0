package dev.cuffline.gateway.registry;

import dev.cuffline.gateway.store.Row;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Merges patients, and parts them again. What people wrote down about the one is written about the
 * other from then on: assignments, enrolments, time. Readings follow their assignments. Alerts do
 * not follow: they are judged anew over the readings of both.
 */
final class PatientMerges {
  /** Tables whose rows belong to a patient and have an id. */
  private enum Kind {
    ASSIGNMENT,
    ENROLMENT,
    TIME_ENTRY;

    String table() {
      return switch (this) {
        case ASSIGNMENT -> "assignment";
        case ENROLMENT -> "enrolment";
        case TIME_ENTRY -> "time_entry";
      };
    }
  }

  private final Change change;

  PatientMerges(Change change) {
    this.change = change;
  }

  PatientMerge propose(String id, PatientId duplicate, PatientId survivor, String reason)
      throws SQLException {
    Session session = change.session();
    PatientTable.require(session, change.practice(), duplicate);
    PatientTable.require(session, change.practice(), survivor);
    PatientMerge merge =
        new PatientMerge(
            id,
            duplicate,
            survivor,
            reason,
            PatientMerge.State.PROPOSED,
            step(),
            Optional.empty(),
            Optional.empty());
    if (find(session, change.practice(), id).isPresent()) {
      throw RefusedException.conflict("id", "merge " + id + " exists already");
    }
    requireNoOther(merge);
    session.update(
        "INSERT INTO patient_merge (practice_id, id, duplicate_id, survivor_id, reason, state,"
            + " proposed_by, proposed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        change.practice(),
        id,
        duplicate,
        survivor,
        reason,
        merge.state(),
        change.actor(),
        change.at());
    return merge;
  }

  /** The same proposal twice would be decided twice. */
  private void requireNoOther(PatientMerge merge) throws SQLException {
    List<PatientMerge> waiting =
        change
            .session()
            .list(
                "SELECT * FROM patient_merge WHERE practice_id = ? AND duplicate_id = ?"
                    + " AND state = 'PROPOSED'",
                PatientMerges::read,
                change.practice(),
                merge.duplicate());
    if (!waiting.isEmpty()) {
      throw RefusedException.conflict(
          "duplicate",
          "merge " + waiting.getFirst().id() + " of this patient waits for a decision");
    }
  }

  /** Accepts or refuses; never by whoever has proposed it. */
  PatientMerge decide(String id, boolean accepted) throws SQLException {
    PatientMerge merge = require(id, PatientMerge.State.PROPOSED);
    if (merge.proposed().by().equals(change.actor())) {
      throw RefusedException.conflict(
          "merge", "must be decided by somebody else than " + change.actor() + ", who proposed it");
    }
    if (accepted) {
      PatientTable.require(change.session(), change.practice(), merge.survivor());
      requireApart(merge);
      giveAll(merge);
    }
    return moveTo(
        merge,
        accepted ? PatientMerge.State.MERGED : PatientMerge.State.REFUSED,
        "decided_by = ?, decided_at = ?");
  }

  PatientMerge undo(String id) throws SQLException {
    PatientMerge merge = require(id, PatientMerge.State.MERGED);
    PatientTable.require(change.session(), change.practice(), merge.survivor());
    giveBack(merge);
    return moveTo(merge, PatientMerge.State.UNDONE, "undone_by = ?, undone_at = ?");
  }

  private void requireApart(PatientMerge merge) throws SQLException {
    Session session = change.session();
    List<Enrolment> kept = EnrolmentTable.ofPatient(session, change.practice(), merge.survivor());
    for (Enrolment one : EnrolmentTable.ofPatient(session, change.practice(), merge.duplicate())) {
      for (Enrolment other : kept) {
        if (one.overlaps(other)) {
          throw RefusedException.conflict(
              "merge",
              "enrolments %s and %s overlap: end one of them before the other begins"
                  .formatted(one.id(), other.id()));
        }
      }
    }
  }

  private void giveAll(PatientMerge merge) throws SQLException {
    for (Kind kind : Kind.values()) {
      List<String> rows =
          change
              .session()
              .list(
                  "SELECT id FROM " + kind.table() + " WHERE practice_id = ? AND patient_id = ?",
                  row -> row.text("id"),
                  change.practice(),
                  merge.duplicate());
      for (String row : rows) {
        give(kind, row, merge.duplicate(), merge.survivor());
        change
            .session()
            .update(
                "INSERT INTO patient_merge_row (practice_id, merge_id, kind, row_id)"
                    + " VALUES (?, ?, ?, ?)",
                change.practice(),
                merge.id(),
                kind,
                row);
      }
    }
    touch(merge);
  }

  private record Given(Kind kind, String row) {}

  /** What somebody has corrected to a third patient since stays there. */
  private void giveBack(PatientMerge merge) throws SQLException {
    List<Given> all =
        change
            .session()
            .list(
                "SELECT kind, row_id FROM patient_merge_row WHERE practice_id = ? AND merge_id = ?",
                row -> new Given(Kind.valueOf(row.text("kind")), row.text("row_id")),
                change.practice(),
                merge.id());
    for (Given given : all) {
      give(given.kind(), given.row(), merge.survivor(), merge.duplicate());
    }
    touch(merge);
  }

  private void give(Kind kind, String row, PatientId from, PatientId to) throws SQLException {
    int given =
        change
            .session()
            .update(
                "UPDATE "
                    + kind.table()
                    + " SET patient_id = ? WHERE practice_id = ? AND id = ? AND patient_id = ?",
                to,
                change.practice(),
                row,
                from);
    if (given == 1 && kind == Kind.ASSIGNMENT) {
      DeviceId device =
          AssignmentTable.find(change.session(), change.practice(), row).orElseThrow().device();
      change.touch(device, from);
      change.touch(device, to);
    }
  }

  private void touch(PatientMerge merge) {
    for (PatientId patient : Set.of(merge.duplicate(), merge.survivor())) {
      change.touch(patient);
    }
  }

  private PatientMerge moveTo(PatientMerge merge, PatientMerge.State state, String who)
      throws SQLException {
    change
        .session()
        .update(
            "UPDATE patient_merge SET state = ?, " + who + " WHERE practice_id = ? AND id = ?",
            state,
            change.actor(),
            change.at(),
            change.practice(),
            merge.id());
    return find(change.session(), change.practice(), merge.id()).orElseThrow();
  }

  private PatientMerge.Step step() {
    return new PatientMerge.Step(change.actor(), change.at());
  }

  private PatientMerge require(String id, PatientMerge.State state) throws SQLException {
    PatientMerge merge =
        find(change.session(), change.practice(), id)
            .orElseThrow(() -> RefusedException.unknown("merge", "merge", id));
    if (merge.state() != state) {
      throw RefusedException.conflict("merge", "must be " + state + ", and is " + merge.state());
    }
    return merge;
  }

  static Optional<PatientMerge> find(Session session, PracticeId practice, String id)
      throws SQLException {
    return session.first(
        "SELECT * FROM patient_merge WHERE practice_id = ? AND id = ?",
        PatientMerges::read,
        practice,
        id);
  }

  /** Into whom a patient was merged; empty for almost everybody. */
  static Optional<PatientId> survivor(Session session, PracticeId practice, PatientId duplicate)
      throws SQLException {
    return session.first(
        "SELECT survivor_id FROM patient_merge"
            + " WHERE practice_id = ? AND duplicate_id = ? AND state = 'MERGED'",
        row -> new PatientId(row.text("survivor_id")),
        practice,
        duplicate);
  }

  /** Those in which a patient is the duplicate, oldest first. */
  static List<PatientMerge> ofDuplicate(Session session, PracticeId practice, PatientId duplicate)
      throws SQLException {
    return session.list(
        "SELECT * FROM patient_merge WHERE practice_id = ? AND duplicate_id = ?"
            + " ORDER BY proposed_at, id",
        PatientMerges::read,
        practice,
        duplicate);
  }

  static List<PatientMerge> list(Session session, PracticeId practice, Page page)
      throws SQLException {
    return session.list(
        "SELECT * FROM patient_merge WHERE practice_id = ? AND id > ? ORDER BY id LIMIT ?",
        PatientMerges::read,
        practice,
        page.after(),
        page.limit());
  }

  private static PatientMerge read(Row row) throws SQLException {
    return new PatientMerge(
        row.text("id"),
        new PatientId(row.text("duplicate_id")),
        new PatientId(row.text("survivor_id")),
        row.text("reason"),
        PatientMerge.State.valueOf(row.text("state")),
        new PatientMerge.Step(row.text("proposed_by"), row.instant("proposed_at")),
        step(row, "decided"),
        step(row, "undone"));
  }

  private static Optional<PatientMerge.Step> step(Row row, String what) throws SQLException {
    Optional<String> by = row.optionalText(what + "_by");
    return by.isEmpty()
        ? Optional.empty()
        : Optional.of(new PatientMerge.Step(by.get(), row.instant(what + "_at")));
  }
}
