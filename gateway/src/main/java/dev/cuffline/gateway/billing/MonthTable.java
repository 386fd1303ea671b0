package dev.cuffline.gateway.billing;

import dev.cuffline.gateway.registry.RefusedException;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.billing.RuleSets;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;

/** Which months were closed, and opened again. */
final class MonthTable {
  private MonthTable() {}

  static List<MonthEvent> events(Session session, PracticeId practice, YearMonth month)
      throws SQLException {
    return session.list(
        """
        SELECT kind, reason, actor, authored_at FROM billing_month
        WHERE practice_id = ? AND month = ? ORDER BY seq
        """,
        row ->
            new MonthEvent(
                MonthEvent.Kind.valueOf(row.text("kind")),
                row.text("reason"),
                row.text("actor"),
                row.instant("authored_at")),
        practice,
        month);
  }

  static boolean isClosed(List<MonthEvent> events) {
    return !events.isEmpty() && events.getLast().kind() == MonthEvent.Kind.CLOSED;
  }

  static void requireClosed(Session session, PracticeId practice, YearMonth month)
      throws SQLException {
    if (!isClosed(events(session, practice, month))) {
      throw RefusedException.conflict("month", month + " is not closed; close it first");
    }
  }

  /** From when on a month may be closed: its end, and the time for late entries after it (R42). */
  static Instant closable(YearMonth month, ZoneId office) {
    return month
        .plusMonths(1)
        .atDay(1)
        .atStartOfDay(office)
        .toInstant()
        .plus(RuleSets.lateEntryWindow());
  }

  static void add(Session session, PracticeId practice, YearMonth month, MonthEvent event)
      throws SQLException {
    session.update(
        """
        INSERT INTO billing_month (practice_id, month, seq, kind, reason, actor, authored_at)
        SELECT ?, ?, COUNT(*) + 1, ?, ?, ?, ? FROM billing_month WHERE practice_id = ? AND month = ?
        """,
        practice,
        month,
        event.kind(),
        event.reason(),
        event.actor(),
        event.at(),
        practice,
        month);
  }
}
