package dev.cuffline.gateway.web.pages.system;

import dev.cuffline.gateway.store.Outbox;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what the store knows of the gateway's own work. */
final class SystemQueries {
  private SystemQueries() {}

  /**
   * What waits for a destination.
   *
   * @param since when the oldest of it was queued
   * @param parked of the practice
   */
  record Waiting(long count, Optional<Instant> since, long parked) {}

  /** By destination. */
  static Map<String, Waiting> waiting(
      Session session, PracticeId practice, List<String> destinations) throws SQLException {
    Map<String, Long> parked = new HashMap<>();
    session.list(
        """
        SELECT destination, COUNT(*) AS n FROM parked WHERE practice_id = ? GROUP BY destination
        """,
        row -> parked.put(row.text("destination"), row.number("n")),
        practice);
    Map<String, Waiting> waiting = new HashMap<>();
    for (String destination : destinations) {
      waiting.put(
          destination,
          new Waiting(
              Outbox.waiting(session, destination),
              Outbox.waitingSince(session, destination),
              parked.getOrDefault(destination, 0L)));
    }
    return waiting;
  }

  /**
   * Who sends.
   *
   * @param devices that came by it
   * @param seenAt when it was last heard, exact to a quarter of an hour
   */
  record Source(String id, long devices, Instant seenAt) {}

  /** Senders of a practice: hubs and services before single cuffs, the longest silent first. */
  static List<Source> sources(Session session, PracticeId practice, int limit) throws SQLException {
    return session.list(
        """
        SELECT source, COUNT(*) AS n, MAX(seen_at) AS seen FROM device_state
        WHERE practice_id = ? GROUP BY source
        ORDER BY CASE WHEN COUNT(*) > 1 THEN 0 ELSE 1 END, seen, source LIMIT ?
        """,
        row -> new Source(row.text("source"), row.number("n"), row.instant("seen")),
        practice,
        limit);
  }

  /** How many senders there are. */
  static long sources(Session session, PracticeId practice) throws SQLException {
    return session
        .first(
            "SELECT COUNT(DISTINCT source) AS n FROM device_state WHERE practice_id = ?",
            row -> row.number("n"),
            practice)
        .orElse(0L);
  }

  /** A time in which a sender was silent as a whole. */
  record Outage(String source, Instant from, Instant noticed, Optional<Instant> ended) {}

  /** The newest of them. */
  static List<Outage> outages(Session session, PracticeId practice, int limit) throws SQLException {
    return session.list(
        """
        SELECT source, from_at, noticed_at, ended_at FROM source_silence WHERE practice_id = ?
        ORDER BY noticed_at DESC LIMIT ?
        """,
        row ->
            new Outage(
                row.text("source"),
                row.instant("from_at"),
                row.instant("noticed_at"),
                row.optionalInstant("ended_at")),
        practice,
        limit);
  }
}
