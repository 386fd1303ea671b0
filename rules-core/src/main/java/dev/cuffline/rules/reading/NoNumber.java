package dev.cuffline.rules.reading;

/** What a device says in place of a number (IEEE 11073-20601, SFLOAT; devices.md 1.2). */
public enum NoNumber {
  /** NaN: it tried and has none. */
  NOT_A_NUMBER,
  /** NRes: it has one that does not fit. */
  NOT_AT_THIS_RESOLUTION,
  /** +INF. */
  POSITIVE_INFINITY,
  /** -INF. */
  NEGATIVE_INFINITY,
  /** A word that is reserved and says nothing yet. */
  RESERVED
}
