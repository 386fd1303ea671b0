package dev.cuffline.gateway.bench;

import java.time.Duration;
import java.time.Instant;

/**
 * When the devices of a load test measured: each some hours after its last time, in order, up to
 * now. Every message is then a new reading on the way that readings usually take: new data-days,
 * sessions apart from one another, trends over weeks.
 */
final class ReadingTimes {
  private static final Duration USUAL_GAP = Duration.ofHours(7);
  private static final Duration OLDEST = Duration.ofDays(390);
  private static final Duration LEAST_GAP = Duration.ofSeconds(30);

  private final long startSeconds;
  private final long gapSeconds;

  /**
   * Lays out the past.
   *
   * @param rounds readings of each device
   * @param now before which everything was measured
   */
  ReadingTimes(long rounds, Instant now) {
    long gap = Math.min(USUAL_GAP.toSeconds(), OLDEST.toSeconds() / rounds);
    if (gap < LEAST_GAP.toSeconds()) {
      throw new IllegalArgumentException(
          "--devices are too few: each would have to measure %d times in %d days"
              .formatted(rounds, OLDEST.toDays()));
    }
    this.gapSeconds = gap;
    this.startSeconds = now.getEpochSecond() - gap * (rounds + 1);
  }

  Duration gap() {
    return Duration.ofSeconds(gapSeconds);
  }

  /** The time of a device's reading; never the same twice. */
  Instant at(int device, long round) {
    long jitter = device * 7_919L % Math.max(1, gapSeconds / 2);
    return Instant.ofEpochSecond(startSeconds + round * gapSeconds + jitter);
  }
}
