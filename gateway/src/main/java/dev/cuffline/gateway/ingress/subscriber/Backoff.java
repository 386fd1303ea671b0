package dev.cuffline.gateway.ingress.subscriber;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: exponential, capped, with full jitter, so that many
 * gateways do not come back to a broker in step.
 *
 * @param minimum ceiling of the first wait; longer than zero
 * @param maximum ceiling of every wait, at least the minimum, at most one day
 */
public record Backoff(Duration minimum, Duration maximum) {
  private static final int MOST_DOUBLINGS = 40;

  /** Refuses waits out of range. */
  public Backoff {
    if (!minimum.isPositive()) {
      throw new IllegalArgumentException("reconnectMinimum must be longer than zero");
    }
    if (maximum.compareTo(minimum) < 0 || maximum.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException(
          "reconnectMaximum must be at least reconnectMinimum and at most 1d");
    }
  }

  /**
   * A wait, drawn evenly from zero to the ceiling, which doubles with each failure.
   *
   * @param failures in a row, at least 1
   */
  Duration wait(int failures, RandomGenerator random) {
    return Duration.ofMillis(random.nextLong(ceiling(failures).toMillis() + 1));
  }

  /** The longest that a wait may be after so many failures in a row. */
  Duration ceiling(int failures) {
    int doublings = Math.min(failures - 1, MOST_DOUBLINGS);
    long room = maximum.toMillis() >> doublings;
    return room <= minimum.toMillis() ? maximum : minimum.multipliedBy(1L << doublings);
  }
}
