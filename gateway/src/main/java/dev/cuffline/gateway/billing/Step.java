package dev.cuffline.gateway.billing;

/**
 * The one thing that is missing to a code.
 *
 * @param kind what
 * @param amount how many seconds or data-days; 0 for what is not counted
 */
public record Step(Kind kind, long amount) {
  /** What may be missing. */
  public enum Kind {
    /** A live two-way contact in the month. */
    LIVE_CALL,
    /** A few minutes of management time. */
    MINUTES,
    /** A few data-days in a period that still runs. */
    DAYS,
    /** A document that somebody can file. */
    DOCUMENT
  }
}
