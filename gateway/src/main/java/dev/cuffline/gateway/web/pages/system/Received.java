package dev.cuffline.gateway.web.pages.system;

import dev.cuffline.gateway.journal.Journal;
import dev.cuffline.gateway.journal.JournalEntry;
import java.time.Instant;
import java.util.List;

/**
 * How much the journal took since an instant: found by halving, in some thirty reads of one row.
 */
final class Received {
  private Received() {}

  /** Transmissions received since an instant, inclusive; the order of receipt is the journal's. */
  static long since(Journal journal, Instant since) {
    long head = journal.head();
    long before = 0;
    long after = head;
    while (before < after) {
      long middle = before + (after - before) / 2;
      if (isBefore(journal, middle, since)) {
        before = middle + 1;
      } else {
        after = middle;
      }
    }
    return head - before;
  }

  /** Whether the entry that follows a position was received before an instant. */
  private static boolean isBefore(Journal journal, long position, Instant since) {
    List<JournalEntry> next = journal.read(position, 1);
    return !next.isEmpty() && next.getFirst().transmission().receivedAt().isBefore(since);
  }
}
