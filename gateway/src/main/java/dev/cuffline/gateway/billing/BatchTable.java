package dev.cuffline.gateway.billing;

import dev.cuffline.gateway.store.Row;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/** Batches and how often each was exported. */
final class BatchTable {
  private static final String SELECT =
      """
      SELECT b.*,
        (SELECT COUNT(*) FROM released_claim c
         WHERE c.practice_id = b.practice_id AND c.batch = b.number) AS claims,
        (SELECT COUNT(*) FROM billing_export x
         WHERE x.practice_id = b.practice_id AND x.batch = b.number) AS exports
      FROM billing_batch b WHERE b.practice_id = ?
      """;

  private BatchTable() {}

  static Optional<Batch> find(Session session, PracticeId practice, long number)
      throws SQLException {
    return session.first(SELECT + " AND b.number = ?", BatchTable::batch, practice, number);
  }

  /** The newest first; those before a number. */
  static List<Batch> list(Session session, PracticeId practice, long before, int most)
      throws SQLException {
    return session.list(
        SELECT + " AND b.number < ? ORDER BY b.number DESC LIMIT ?",
        BatchTable::batch,
        practice,
        before,
        most);
  }

  static List<Batch> ofMonth(Session session, PracticeId practice, YearMonth month)
      throws SQLException {
    return session.list(
        SELECT + " AND b.month = ? ORDER BY b.number", BatchTable::batch, practice, month);
  }

  static List<BatchExport> exports(Session session, PracticeId practice, long batch)
      throws SQLException {
    return session.list(
        """
        SELECT seq, sha256, actor, authored_at FROM billing_export
        WHERE practice_id = ? AND batch = ? ORDER BY seq
        """,
        row ->
            new BatchExport(
                Math.toIntExact(row.number("seq")),
                row.text("sha256"),
                row.text("actor"),
                row.instant("authored_at")),
        practice,
        batch);
  }

  static void exported(Session session, PracticeId practice, long batch, BatchExport export)
      throws SQLException {
    session.update(
        """
        INSERT INTO billing_export (practice_id, batch, seq, sha256, actor, authored_at)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
        practice,
        batch,
        export.number(),
        export.sha256(),
        export.actor(),
        export.at());
  }

  private static Batch batch(Row row) throws SQLException {
    return new Batch(
        row.number("number"),
        YearMonth.parse(row.text("month")),
        row.text("actor"),
        row.instant("authored_at"),
        Math.toIntExact(row.number("claims")),
        Math.toIntExact(row.number("exports")));
  }
}
