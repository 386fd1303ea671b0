package dev.cuffline.gateway.delivery;

import dev.cuffline.gateway.store.Outbox;
import dev.cuffline.gateway.store.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Where a destination begins that the store has not known before. */
public final class Beginnings {
  private Beginnings() {}

  /** Whether a destination was ever registered. */
  public static boolean hasBegun(Session session, String destination) throws SQLException {
    return session
        .first("SELECT name FROM destination WHERE name = ?", _ -> true, destination)
        .orElse(false);
  }

  /**
   * Registers a destination; a new one receives what the store already holds.
   *
   * @param since only readings received since then, inclusive; empty for none of the past
   */
  public static boolean begin(
      Session session, String destination, String kind, Optional<Instant> since, Instant now)
      throws SQLException {
    int added =
        session.update(
            """
            INSERT INTO destination (name, kind, begun_at) VALUES (?, ?, ?)
            ON CONFLICT (name) DO NOTHING
            """,
            destination,
            kind,
            now);
    if (added == 1 && since.isPresent()) {
      Outbox.queueAll(session, destination, since.get(), now);
    }
    return added == 1;
  }
}
