package dev.cuffline.gateway.intake;

import dev.cuffline.gateway.format.Quirks;
import dev.cuffline.gateway.journal.JournalEntry;
import java.util.Optional;

/**
 * A transmission that was decoded ahead of its transaction.
 *
 * @param quirks it was decoded with; the transaction decodes again when the sender has others by
 *     then
 * @param decoded empty when that failed
 */
record Ahead(JournalEntry entry, Quirks quirks, Optional<Decoded> decoded) {
  long position() {
    return entry.position();
  }
}
