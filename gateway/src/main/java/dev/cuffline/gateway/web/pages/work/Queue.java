package dev.cuffline.gateway.web.pages.work;

import dev.cuffline.rules.trend.CauseFamily;
import java.util.Locale;

/** What kind of work it is. */
enum Queue {
  /** Values that are out of range; also those of nobody's cuff. */
  CLINICAL("Clinical"),
  /** Too few readings. */
  ADHERENCE("Adherence"),
  /** Cuffs and senders. */
  TECHNICAL("Technical"),
  /** No alert: what is to be looked at once a week. */
  REVIEW("Weekly review");

  private final String words;

  Queue(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  /** As in addresses. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Queue of(String key) {
    for (Queue queue : values()) {
      if (queue.key().equals(key)) {
        return queue;
      }
    }
    return CLINICAL;
  }

  static Queue of(CauseFamily family) {
    return switch (family) {
      case ADHERENCE -> ADHERENCE;
      case TECHNICAL -> TECHNICAL;
      case BP_HIGH, BP_LOW, RATE, RHYTHM -> CLINICAL;
    };
  }
}
