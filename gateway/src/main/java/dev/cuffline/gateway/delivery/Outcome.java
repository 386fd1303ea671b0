package dev.cuffline.gateway.delivery;

import java.util.Optional;

/** What became of one resource at its destination. */
public sealed interface Outcome {
  /**
   * It is there.
   *
   * @param answer in the destination's words, short
   * @param knownAs the id under which the destination keeps it, when that is not ours
   */
  record Delivered(String answer, Optional<String> knownAs) implements Outcome {
    /** Under our own id. */
    public Delivered(String answer) {
      this(answer, Optional.empty());
    }
  }

  /**
   * The destination will not take it, however often it is sent.
   *
   * @param reason may quote the destination; belongs into the parked table, never into a log
   */
  record Refused(String reason) implements Outcome {}
}
