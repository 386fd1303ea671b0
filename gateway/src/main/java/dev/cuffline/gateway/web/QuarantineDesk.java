package dev.cuffline.gateway.web;

import dev.cuffline.gateway.format.DecodedItem;
import dev.cuffline.rules.reading.PracticeId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a person can do about what waits in quarantine, or was rejected. */
public interface QuarantineDesk {
  /** Where an item stands. */
  record Place(String transmission, int item) {}

  /**
   * The bytes of a transmission, for eyes.
   *
   * @param format that its sender named
   * @param size in bytes
   * @param text when they are text in UTF-8; control characters are escaped
   * @param hex when they are not
   */
  record Payload(
      String transmission,
      String format,
      String source,
      int size,
      Optional<String> text,
      Optional<String> hex) {}

  /** The bytes, if they are this practice's and still kept; who looked is written down. */
  Optional<Payload> payload(PracticeId practice, String transmission, String actor);

  /**
   * An item as the formats in use read it now; empty when it is not this practice's, not kept any
   * more, or when our own code cannot read it.
   */
  Optional<DecodedItem> decoded(PracticeId practice, Place item);

  /**
   * Judges items again as of now, with the formats, devices and assignments that there are now.
   * Only what is in quarantine or was rejected is touched, so a second call changes nothing more.
   *
   * @param items in the order in which they are judged
   * @return how many items ended in which disposition; also those that stay where they were
   */
  Map<String, Integer> replay(PracticeId practice, List<Place> items, String actor);
}
