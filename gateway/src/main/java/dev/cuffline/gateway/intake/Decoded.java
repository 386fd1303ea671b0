package dev.cuffline.gateway.intake;

import dev.cuffline.gateway.format.DecodedItem;
import dev.cuffline.gateway.journal.JournalEntry;
import java.util.List;
import java.util.Optional;

/**
 * A transmission and the items in it.
 *
 * @param formatVersion version of the format that read it (P3)
 * @param items at least one
 */
record Decoded(JournalEntry entry, int formatVersion, List<DecodedItem> items) {
  Decoded {
    items = List.copyOf(items);
  }

  /** What stands for a transmission that our own code could not get through. */
  static Decoded failed(JournalEntry entry) {
    return new Decoded(
        entry, 0, List.of(new DecodedItem.Parked(Optional.empty(), List.of(Judging.FAILED))));
  }
}
