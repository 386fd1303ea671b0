package dev.cuffline.rules.caretime;

/** What one entry, or a part of it, says about the month's seconds. */
public sealed interface TimeVerdict {
  /** Counts. */
  record Counts() implements TimeVerdict {}

  /**
   * Would count once a person supplies or decides something.
   *
   * @param reason what is missing or undecided
   */
  record Held(TimeReason reason) implements TimeVerdict {}

  /**
   * Does not count.
   *
   * @param reason why not
   */
  record NotCounted(TimeReason reason) implements TimeVerdict {}
}
