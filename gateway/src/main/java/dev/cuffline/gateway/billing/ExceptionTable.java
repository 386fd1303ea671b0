package dev.cuffline.gateway.billing;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.cuffline.gateway.store.Row;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where claims and evidence differ, and who sees to it. */
final class ExceptionTable {
  /**
   * An overpayment is to be reported and returned within 60 days of its identification (42 CFR
   * 401.305(b)); nothing is to lie about longer.
   */
  private static final int DAYS = 60;

  private static final String FINDER = "cuffline";
  private static final String SELECT =
      """
      SELECT x.*, c.code, c.batch, c.date_of_service, p.family, p.given FROM billing_exception x
      JOIN released_claim c ON c.practice_id = x.practice_id AND c.id = x.claim_id
      JOIN patient p ON p.practice_id = x.practice_id AND p.id = x.patient_id
      WHERE x.practice_id = ?
      """;

  private ExceptionTable() {}

  /**
   * A difference as it was found.
   *
   * @param words what differs
   * @param fingerprint the same as long as the evidence stays as it is
   */
  record Found(
      String claim, PatientId patient, ClaimWatch.Kind kind, String words, String fingerprint) {}

  private record Known(String id, String fingerprint, boolean open) {}

  /**
   * Keeps what was found. A difference that is there no more is settled by itself; one that a
   * person has settled stays so until the evidence changes again.
   *
   * @param checked claims that were compared
   */
  static void keep(
      Session session, PracticeId practice, Set<String> checked, List<Found> found, Instant at)
      throws SQLException {
    Map<String, Found> byClaim = new HashMap<>();
    found.forEach(each -> byClaim.put(each.claim(), each));
    for (Map.Entry<String, List<Known>> known : known(session, practice, checked).entrySet()) {
      Optional<Found> now = Optional.ofNullable(byClaim.get(known.getKey()));
      for (Known each : known.getValue()) {
        boolean same = now.map(Found::fingerprint).filter(each.fingerprint()::equals).isPresent();
        if (same) {
          byClaim.remove(known.getKey());
        } else if (each.open()) {
          settle(
              session,
              practice,
              each.id(),
              now.isPresent() ? "the evidence has changed again" : "claim and evidence agree again",
              FINDER,
              at);
        }
      }
    }
    for (Found each : byClaim.values()) {
      insert(session, practice, each, at);
    }
  }

  private static Map<String, List<Known>> known(
      Session session, PracticeId practice, Set<String> checked) throws SQLException {
    Map<String, List<Known>> known = new HashMap<>();
    session
        .list(
            """
            SELECT id, claim_id, fingerprint, outcome FROM billing_exception WHERE practice_id = ?
            ORDER BY id
            """,
            row ->
                Map.entry(
                    row.text("claim_id"),
                    new Known(
                        row.text("id"),
                        row.text("fingerprint"),
                        row.optionalText("outcome").isEmpty())),
            practice)
        .stream()
        .filter(each -> checked.contains(each.getKey()))
        .forEach(each ->
            known
                .computeIfAbsent(each.getKey(), _ -> new java.util.ArrayList<>())
                .add(each.getValue()));
    return known;
  }

  private static void insert(Session session, PracticeId practice, Found found, Instant at)
      throws SQLException {
    ZoneId office =
        session
            .first(
                "SELECT zone FROM practice WHERE id = ?",
                row -> ZoneId.of(row.text("zone")),
                practice)
            .orElseThrow();
    session.update(
        """
        INSERT INTO billing_exception (practice_id, id, claim_id, patient_id, kind, words,
          fingerprint, found_at, due_on, actor, authored_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        practice,
        UlidCreator.getMonotonicUlid(at.toEpochMilli()).toString(),
        found.claim(),
        found.patient(),
        found.kind(),
        found.words(),
        found.fingerprint(),
        at,
        LocalDate.ofInstant(at, office).plusDays(DAYS),
        FINDER,
        at);
  }

  static void assign(
      Session session,
      PracticeId practice,
      String id,
      String owner,
      LocalDate due,
      String actor,
      Instant at)
      throws SQLException {
    session.update(
        """
        UPDATE billing_exception SET owner = ?, due_on = ?, actor = ?, authored_at = ?
        WHERE practice_id = ? AND id = ?
        """,
        owner,
        due,
        actor,
        at,
        practice,
        id);
  }

  static void settle(
      Session session, PracticeId practice, String id, String outcome, String actor, Instant at)
      throws SQLException {
    session.update(
        """
        UPDATE billing_exception SET outcome = ?, actor = ?, authored_at = ?
        WHERE practice_id = ? AND id = ?
        """,
        outcome,
        actor,
        at,
        practice,
        id);
  }

  static Optional<ClaimException> find(Session session, PracticeId practice, String id)
      throws SQLException {
    return session.first(SELECT + " AND x.id = ?", ExceptionTable::exception, practice, id);
  }

  /** Those nobody has settled, what is due first in front. */
  static List<ClaimException> open(Session session, PracticeId practice) throws SQLException {
    return session.list(
        SELECT + " AND x.outcome IS NULL ORDER BY x.due_on, x.id",
        ExceptionTable::exception,
        practice);
  }

  static List<ClaimException> ofClaim(Session session, PracticeId practice, String claim)
      throws SQLException {
    return session.list(
        SELECT + " AND x.claim_id = ? ORDER BY x.id", ExceptionTable::exception, practice, claim);
  }

  private static ClaimException exception(Row row) throws SQLException {
    return new ClaimException(
        row.text("id"),
        row.text("claim_id"),
        new PatientId(row.text("patient_id")),
        row.text("family") + ", " + row.text("given"),
        row.text("code"),
        row.number("batch"),
        LocalDate.parse(row.text("date_of_service")),
        row.text("kind"),
        row.text("words"),
        row.instant("found_at"),
        row.optionalText("owner"),
        LocalDate.parse(row.text("due_on")),
        row.optionalText("outcome"),
        row.text("actor"),
        row.instant("authored_at"));
  }
}
