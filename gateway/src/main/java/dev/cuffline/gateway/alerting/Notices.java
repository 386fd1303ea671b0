package dev.cuffline.gateway.alerting;

import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.time.Instant;

/** Who was told what, and when: written once and kept; a replay never writes here (P3). */
final class Notices {
  /** The alert asked for somebody at once. */
  static final String PAGE = "page";

  /** Until a destination for pages is set up, the work list is where a page is seen. */
  private static final String WORK_LIST = "work-list";

  private Notices() {}

  static void record(Session session, PracticeId practice, String alert, String kind, Instant at)
      throws SQLException {
    long seq =
        session
            .first(
                "SELECT count(*) AS n FROM notice WHERE practice_id = ? AND alert_id = ?",
                row -> row.number("n"),
                practice,
                alert)
            .orElse(0L);
    session.update(
        """
        INSERT INTO notice (practice_id, alert_id, seq, kind, channel, told_at)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
        practice,
        alert,
        seq,
        kind,
        WORK_LIST,
        at);
  }
}
