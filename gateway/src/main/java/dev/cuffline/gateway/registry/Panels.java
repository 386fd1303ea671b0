package dev.cuffline.gateway.registry;

import dev.cuffline.gateway.store.Row;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who minds which patient: rows of {@code panel}, {@code hand_over} and {@code weekly_review}. A
 * member is a member of staff or a practitioner of the practice, by id. Nothing here opens or
 * closes a patient to anybody: it only says whose work something is.
 */
public final class Panels {
  private static final int NOTE = 500;

  private Panels() {}

  /** Somebody who can mind patients. */
  public record Member(String id, String name) {}

  /** Members of a practice, practitioners first, each by name. */
  public static List<Member> members(Session session, PracticeId practice) throws SQLException {
    return session.list(
        """
        SELECT id, name FROM (
          SELECT id, 'Dr ' || given || ' ' || family AS name, 0 AS kind, family AS word
          FROM practitioner WHERE practice_id = ?
          UNION ALL
          SELECT id, name, 1 AS kind, name AS word FROM staff WHERE practice_id = ?) m
        ORDER BY kind, word, id
        """,
        row -> new Member(row.text("id"), row.text("name")),
        practice,
        practice);
  }

  /** Who minds a patient, apart from hand-overs. */
  public static Optional<String> of(Session session, PracticeId practice, PatientId patient)
      throws SQLException {
    return session.first(
        "SELECT member FROM panel WHERE practice_id = ? AND patient_id = ?",
        row -> row.text("member"),
        practice,
        patient);
  }

  /** How many patients each member minds. */
  public static Map<String, Long> sizes(Session session, PracticeId practice) throws SQLException {
    Map<String, Long> sizes = new HashMap<>();
    session.list(
        "SELECT member, COUNT(*) AS n FROM panel WHERE practice_id = ? GROUP BY member",
        row -> sizes.put(row.text("member"), row.number("n")),
        practice);
    return sizes;
  }

  /** Whose patients somebody minds at an instant: their own, and those handed to them. */
  public static Set<String> mindedBy(
      Session session, PracticeId practice, String member, Instant at) throws SQLException {
    Set<String> all = new LinkedHashSet<>();
    all.add(member);
    for (HandOver handOver : handOvers(session, practice, at)) {
      if (handOver.to().equals(member) && !handOver.since().isAfter(at)) {
        all.add(handOver.from());
      }
    }
    return all;
  }

  /** Hand-overs that have not ended at an instant, the first to end first. */
  public static List<HandOver> handOvers(Session session, PracticeId practice, Instant at)
      throws SQLException {
    return session.list(
        "SELECT * FROM hand_over WHERE practice_id = ? AND until_at > ? ORDER BY until_at, id",
        Panels::handOver,
        practice,
        at);
  }

  private static HandOver handOver(Row row) throws SQLException {
    return new HandOver(
        row.text("id"),
        row.text("from_member"),
        row.text("to_member"),
        row.instant("from_at"),
        row.instant("until_at"),
        row.text("note"));
  }

  /** Gives patients to a member; nobody minds them when there is none. */
  static int give(Change change, List<PatientId> patients, Optional<String> member)
      throws SQLException {
    if (member.isPresent()) {
      require(change, "member", member.get());
    }
    int given = 0;
    for (PatientId patient : patients) {
      PatientTable.require(change.session(), change.practice(), patient);
      Optional<String> before = of(change.session(), change.practice(), patient);
      if (!before.equals(member)) {
        replace(change, patient, before, member);
        given++;
      }
    }
    return given;
  }

  private static void replace(
      Change change, PatientId patient, Optional<String> before, Optional<String> member)
      throws SQLException {
    Session session = change.session();
    History.keep(
        session,
        change.practice(),
        "panel",
        patient.value(),
        before.map(was -> Map.of("member", was)).orElse(Map.of()),
        change.actor(),
        change.at());
    session.update(
        "DELETE FROM panel WHERE practice_id = ? AND patient_id = ?", change.practice(), patient);
    if (member.isPresent()) {
      session.update(
          "INSERT INTO panel (practice_id, patient_id, member, actor, authored_at)"
              + " VALUES (?, ?, ?, ?, ?)",
          change.practice(),
          patient,
          member.get(),
          change.actor(),
          change.at());
    }
  }

  /** Gives the patients of a clinician whom nobody minds yet to a member. */
  static int giveFree(Change change, String practitioner, String member) throws SQLException {
    StaffTables.requirePractitioner(
        change.session(), change.practice(), practitioner, "practitioner");
    List<PatientId> free =
        change
            .session()
            .list(
                """
                SELECT DISTINCT e.patient_id FROM enrolment e
                LEFT JOIN panel p
                  ON p.practice_id = e.practice_id AND p.patient_id = e.patient_id
                WHERE e.practice_id = ? AND e.practitioner_id = ? AND e.ended_on IS NULL
                  AND p.patient_id IS NULL
                ORDER BY e.patient_id
                """,
                row -> new PatientId(row.text("patient_id")),
                change.practice(),
                practitioner);
    return give(change, free, Optional.of(member));
  }

  /** Somebody takes over; the same again changes nothing. */
  static HandOver handOver(Change change, HandOver handOver) throws SQLException {
    require(change, "from", handOver.from());
    require(change, "to", handOver.to());
    change
        .session()
        .update(
            "INSERT INTO hand_over (practice_id, id, from_member, to_member, from_at, until_at,"
                + " note, actor, authored_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " ON CONFLICT (practice_id, id) DO NOTHING",
            change.practice(),
            handOver.id(),
            handOver.from(),
            handOver.to(),
            handOver.since(),
            handOver.until(),
            handOver.note(),
            change.actor(),
            change.at());
    return handOver;
  }

  /** Ends a hand-over now; what has ended stays as it is. */
  static boolean endHandOver(Change change, String id) throws SQLException {
    Session session = change.session();
    Optional<HandOver> before =
        session.first(
            "SELECT * FROM hand_over WHERE practice_id = ? AND id = ? AND until_at > ?",
            Panels::handOver,
            change.practice(),
            id,
            change.at());
    if (before.isEmpty()) {
      return false;
    }
    History.keep(
        session, change.practice(), "hand-over", id, before.get(), change.actor(), change.at());
    return session.update(
            "UPDATE hand_over SET until_at = ? WHERE practice_id = ? AND id = ?",
            change.at(),
            change.practice(),
            id)
        == 1;
  }

  /** What the weekly review list says of a patient until now was looked at. */
  static boolean review(Change change, PatientId patient, String note) throws SQLException {
    Checks.limit(note, "note", NOTE);
    PatientTable.require(change.session(), change.practice(), patient);
    return change
            .session()
            .update(
                "INSERT INTO weekly_review (practice_id, patient_id, reviewed_at, note, actor)"
                    + " VALUES (?, ?, ?, ?, ?)"
                    + " ON CONFLICT (practice_id, patient_id, reviewed_at) DO NOTHING",
                change.practice(),
                patient,
                change.at(),
                note,
                change.actor())
        == 1;
  }

  private static void require(Change change, String field, String member) throws SQLException {
    boolean known =
        StaffTables.staff(change.session(), change.practice(), member).isPresent()
            || StaffTables.practitioner(change.session(), change.practice(), member).isPresent();
    if (!known) {
      throw RefusedException.unknown(field, "member of staff or practitioner", member);
    }
  }
}
