package dev.cuffline.gateway.store;

import java.time.Instant;

/**
 * Instants as they are stored: microseconds since 1970-01-01T00:00Z. What lies beyond their range,
 * 292,000 years each way, becomes its end: a broken clock may say anything, and is told all the
 * same.
 */
public final class Micros {
  private static final long PER_SECOND = 1_000_000;
  private static final Instant LAST = Instant.ofEpochSecond(Long.MAX_VALUE / PER_SECOND);
  private static final Instant FIRST = Instant.ofEpochSecond(Long.MIN_VALUE / PER_SECOND);

  private Micros() {}

  /** The stored form. */
  public static long of(Instant instant) {
    if (instant.isAfter(LAST)) {
      return Long.MAX_VALUE;
    }
    if (instant.isBefore(FIRST)) {
      return Long.MIN_VALUE;
    }
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), PER_SECOND), instant.getNano() / 1_000);
  }

  /** The instant of a stored form. */
  public static Instant toInstant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, PER_SECOND), Math.floorMod(micros, PER_SECOND) * 1_000);
  }
}
