package dev.cuffline.gateway.web.pages.devices;

import dev.cuffline.gateway.web.pages.Visit;
import java.util.Map;

/** What a form has just done, named in the address by a word of ours. */
final class Done {
  private static final Map<String, String> WORDS =
      Map.of(
          "event", "Written down.",
          "label", "Saved.",
          "ended", "The use is ended. What the cuff sends after it waits in quarantine.",
          "given", "The cuff is assigned. What waited for it has been read again.",
          "moved", "The cuff is handed over, and the readings since then have moved.",
          "clock", "Saved. What waited from this sender has been read again.");

  private Done() {}

  /** The words; empty when nothing was done, or when the address says anything else. */
  static String words(Visit visit) {
    return visit.parameter("done").map(word -> WORDS.getOrDefault(word, "")).orElse("");
  }
}
