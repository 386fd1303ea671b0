package dev.cuffline.gateway.delivery;

import java.time.Duration;
import java.util.Optional;

/** Why a destination did not answer for everything it was sent. Without patient data. */
public sealed interface Fault {
  /** For the log. */
  String what();

  /**
   * It may work later. What was sent may have arrived: it is sent again all the same, since a
   * repetition changes nothing.
   *
   * @param retryAfter how long it asked to be left alone
   * @param ofContent whether what was sent may be the cause, not the destination's state
   * @param words of the destination, which may quote a patient's data: for what is parked, never
   *     for a log
   */
  record Unavailable(
      String what, Optional<Duration> retryAfter, boolean ofContent, Optional<String> words)
      implements Fault {
    /** Without words. */
    public Unavailable(String what, Optional<Duration> retryAfter, boolean ofContent) {
      this(what, retryAfter, ofContent, Optional.empty());
    }

    /** Whatever was sent. */
    public Unavailable(String what) {
      this(what, Optional.empty(), false);
    }

    @Override
    public String toString() {
      return "Unavailable[" + what + "]";
    }
  }

  /** It does not know us, or not for this: a person must act. */
  record Unauthorised(String what) implements Fault {}
}
