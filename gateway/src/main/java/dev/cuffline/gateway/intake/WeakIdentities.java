package dev.cuffline.gateway.intake;

import dev.cuffline.gateway.store.Session;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Readings that neither a clock nor a message id identifies: identical values from the same device
 * within a window are one reading, later ones are new (DESIGN.md section 1, Identity).
 */
final class WeakIdentities {
  private WeakIdentities() {}

  /** When the reading that this one repeats arrived first; its own receipt when it is new. */
  static Instant firstArrival(
      Session session, ItemProcessor.Arrival arrival, String fingerprint, Duration window)
      throws SQLException {
    Instant received = arrival.transmission().receivedAt();
    Optional<Instant> first =
        session.first(
            """
            SELECT first_received_at FROM weak_identity WHERE practice_id = ? AND fingerprint = ?
            """,
            row -> row.instant("first_received_at"),
            arrival.practice(),
            fingerprint);
    if (first.isPresent() && Duration.between(first.get(), received).abs().compareTo(window) <= 0) {
      return first.get();
    }
    session.update(
        """
        INSERT INTO weak_identity (practice_id, fingerprint, first_received_at) VALUES (?, ?, ?)
        ON CONFLICT (practice_id, fingerprint) DO UPDATE
        SET first_received_at = excluded.first_received_at
        """,
        arrival.practice(),
        fingerprint,
        received);
    return received;
  }
}
