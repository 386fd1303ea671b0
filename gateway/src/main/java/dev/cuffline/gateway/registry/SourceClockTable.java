package dev.cuffline.gateway.registry;

import dev.cuffline.gateway.store.Row;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Rows of {@code source_clock}: added to, never changed. */
final class SourceClockTable {
  private SourceClockTable() {}

  static Result<SourceClock> save(Change change, SourceClock clock) throws SQLException {
    Session session = change.session();
    SourceTable.requireOf(change, clock.source());
    List<SourceClock> before = ofSource(session, change.practice(), clock.source());
    if (!before.isEmpty() && before.getLast().saysTheSame(clock)) {
      return new Result<>(before.getLast(), Saved.UNCHANGED);
    }
    session.update(
        "INSERT INTO source_clock (practice_id, source, from_at, zone, future_seconds,"
            + " oldest_seconds, actor) VALUES (?, ?, ?, ?, ?, ?, ?)",
        change.practice(),
        clock.source(),
        clock.from(),
        clock.zone(),
        clock.futureTolerance().map(Duration::toSeconds),
        clock.oldest().map(Duration::toSeconds),
        change.actor());
    change.touchClock(clock.source());
    return new Result<>(clock, before.isEmpty() ? Saved.CREATED : Saved.CHANGED);
  }

  /** A sender's, oldest first. */
  static List<SourceClock> ofSource(Session session, PracticeId practice, String source)
      throws SQLException {
    return session.list(
        "SELECT * FROM source_clock WHERE practice_id = ? AND source = ? ORDER BY from_at",
        SourceClockTable::read,
        practice,
        source);
  }

  /** All that there are; almost no sender has one. */
  static List<Named> all(Session session) throws SQLException {
    return session.list(
        "SELECT * FROM source_clock ORDER BY practice_id, source, from_at",
        row -> new Named(new PracticeId(row.text("practice_id")), read(row)));
  }

  /** Whose it is. */
  record Named(PracticeId practice, SourceClock clock) {}

  private static SourceClock read(Row row) throws SQLException {
    return new SourceClock(
        row.text("source"),
        row.instant("from_at"),
        row.optionalText("zone").map(ZoneId::of),
        duration(row.optionalNumber("future_seconds")),
        duration(row.optionalNumber("oldest_seconds")));
  }

  private static Optional<Duration> duration(Optional<Long> seconds) {
    return seconds.map(Duration::ofSeconds);
  }
}
