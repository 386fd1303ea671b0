package dev.cuffline.gateway.web;

import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.JsonList;
import dev.cuffline.rules.reading.PracticeId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what waits in quarantine, and why. */
public final class QuarantineQueries {
  private final Database database;

  /** How many items wait for one reason. */
  public record ReasonCount(String reason, long items) {}

  /** Over a store. */
  public QuarantineQueries(Database database) {
    this.database = database;
  }

  /** Codes stand in quotes in a list, some with a colon and more behind them. */
  static void naming(Query query, String column, String code) {
    query.and(
        "(" + column + " LIKE ? OR " + column + " LIKE ?)",
        "%\"" + code + "\"%",
        "%\"" + code + ":%");
  }

  /** How many items wait in quarantine for which reason, the most frequent first. */
  public List<ReasonCount> reasons(PracticeId practice) {
    Map<String, Long> counts = new HashMap<>();
    database
        .read(session ->
            session.list(
                """
                SELECT reasons, COUNT(*) AS n FROM item
                WHERE practice_id = ? AND disposition = 'quarantine' GROUP BY reasons
                """,
                row -> Map.entry(JsonList.read(row.text("reasons")), row.number("n")),
                practice))
        .forEach(group ->
            group
                .getKey()
                .forEach(reason ->
                    counts.merge(reason.replaceAll(":.*", ""), group.getValue(), Long::sum)));
    return counts.entrySet().stream()
        .map(entry -> new ReasonCount(entry.getKey(), entry.getValue()))
        .sorted(
            Comparator.comparingLong(ReasonCount::items)
                .reversed()
                .thenComparing(ReasonCount::reason))
        .toList();
  }

  /**
   * What waits in quarantine, for a reason or for any, at most so many: first what holds a critical
   * value that an open alert speaks of, then the oldest.
   */
  public List<QuarantineDesk.Place> waiting(
      PracticeId practice, Optional<String> reason, int limit) {
    Query query =
        new Query(
            """
            SELECT i.transmission_id, i.item_no, CASE WHEN EXISTS (
                SELECT 1 FROM alert a WHERE a.practice_id = i.practice_id
                  AND a.raised_by = i.reading_id AND a.state <> 'RESOLVED'
              ) THEN 0 ELSE 1 END AS urgency
            FROM item i WHERE i.practice_id = ? AND i.disposition = 'quarantine'
            """,
            practice);
    reason.ifPresent(code -> naming(query, "i.reasons", code));
    return database.read(session ->
        query.list(
            session,
            "urgency, i.transmission_id, i.item_no",
            limit,
            row ->
                new QuarantineDesk.Place(
                    row.text("transmission_id"), Math.toIntExact(row.number("item_no")))));
  }
}
