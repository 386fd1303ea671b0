package dev.cuffline.gateway.alerting;

import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.trend.Monitoring.Outage;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * When a gateway was at work on this store, told by a sign of life every few minutes. What lies
 * between two runs is time in which nothing could arrive.
 */
final class GatewayRuns {
  /** Twice the distance of two signs of life: a shorter gap is none. */
  private static final Duration SHORTEST_GAP = Duration.ofMinutes(10);

  private record Run(Instant from, Instant to) {}

  private GatewayRuns() {}

  /** A sign of life of the run that began at an instant. */
  static void seen(Session session, Instant started, Instant now) throws SQLException {
    session.update(
        """
        INSERT INTO gateway_run (started_at, seen_at) VALUES (?, ?)
        ON CONFLICT (started_at) DO UPDATE SET seen_at = excluded.seen_at
        """,
        started,
        now);
  }

  /** The gaps that end after an instant, oldest first; nothing is known of before the first run. */
  static List<Outage> gaps(Session session, Instant after) throws SQLException {
    List<Run> runs =
        session.list(
            "SELECT started_at, seen_at FROM gateway_run ORDER BY started_at",
            row -> new Run(row.instant("started_at"), row.instant("seen_at")));
    List<Outage> gaps = new ArrayList<>();
    Instant seen = runs.isEmpty() ? after : runs.getFirst().to();
    for (Run run : runs) {
      boolean isGap = Duration.between(seen, run.from()).compareTo(SHORTEST_GAP) > 0;
      if (isGap && run.from().isAfter(after)) {
        gaps.add(new Outage(seen, run.from()));
      }
      seen = run.to().isAfter(seen) ? run.to() : seen;
    }
    return gaps;
  }
}
