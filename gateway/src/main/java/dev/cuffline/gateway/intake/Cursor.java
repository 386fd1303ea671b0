package dev.cuffline.gateway.intake;

import dev.cuffline.gateway.journal.Journal;
import dev.cuffline.gateway.store.Session;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * How far the store has come in the journal: (epoch, partition, position). Moved in the transaction
 * of the effects, so that nothing is judged twice and nothing is skipped.
 */
final class Cursor {
  /** The embedded journal has one partition. */
  private static final int PARTITION = 0;

  private Cursor() {}

  /**
   * The position after which to go on; 0 for a new store.
   *
   * @throws IllegalStateException when this journal is not the one that the store followed, or has
   *     lost its end: going on would silently skip or repeat transmissions
   */
  static long restore(Session session, Journal journal) throws SQLException {
    List<String> epochs =
        session.list("SELECT DISTINCT epoch FROM journal_cursor", row -> row.text("epoch"));
    if (!epochs.isEmpty() && !epochs.contains(journal.epoch().toString())) {
      throw new IllegalStateException(
          "the store has followed another journal (epoch "
              + String.join(", ", epochs)
              + "), not this one (epoch "
              + journal.epoch()
              + "); restore the journal file that belongs to this store");
    }
    long position = position(session, journal.epoch()).orElse(0L);
    if (position > journal.head()) {
      throw new IllegalStateException(
          "the store has judged up to position "
              + position
              + " but the journal ends at "
              + journal.head()
              + ": the journal has lost its end; restore it from where the store's backup came");
    }
    return position;
  }

  /** Where the store stands in the journal of an epoch. */
  static Optional<Long> position(Session session, UUID epoch) throws SQLException {
    return session.first(
        "SELECT position FROM journal_cursor WHERE epoch = ? AND part = ?",
        row -> row.number("position"),
        epoch,
        PARTITION);
  }

  static void moveTo(Session session, Journal journal, long position) throws SQLException {
    session.update(
        """
        INSERT INTO journal_cursor (epoch, part, position) VALUES (?, ?, ?)
        ON CONFLICT (epoch, part) DO UPDATE SET position = excluded.position
        """,
        journal.epoch(),
        PARTITION,
        position);
  }
}
