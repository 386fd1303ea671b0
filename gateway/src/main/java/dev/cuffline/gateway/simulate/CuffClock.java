package dev.cuffline.gateway.simulate;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;

/** What a cuff's clock shows, and whether a gateway may believe it. */
final class CuffClock {
  private static final Instant AFTER_BATTERY_CHANGE = Instant.parse("2000-01-01T00:00:00Z");
  private static final Duration FAR_AHEAD = Duration.ofDays(20 * 365L);
  private static final int MOST_BEHIND = 40 * 60;
  private static final int MOST_AHEAD = 8 * 60;

  private final boolean dead;
  private final Duration drift;
  private Optional<Instant> batteryChanged = Optional.empty();

  /**
   * A time shown.
   *
   * @param known false when the cuff says that it has none
   * @param believable whether a day may count by it
   */
  record Shown(Instant at, boolean known, boolean believable) {}

  CuffClock(Random random, FaultProfile faults) {
    this.dead = random.nextDouble() < faults.rate(Fault.DEAD_CLOCK);
    boolean drifts = random.nextDouble() < faults.rate(Fault.DRIFT);
    int seconds = random.nextInt(MOST_BEHIND + MOST_AHEAD) - MOST_BEHIND;
    this.drift = drifts ? Duration.ofSeconds(seconds) : Duration.ZERO;
  }

  boolean isDead() {
    return dead;
  }

  boolean isReset() {
    return batteryChanged.isPresent();
  }

  boolean drifts() {
    return !drift.isZero();
  }

  void batteryChangedAt(Instant at) {
    batteryChanged = Optional.of(at);
  }

  void setRight() {
    batteryChanged = Optional.empty();
  }

  Shown show(Instant truth, boolean ahead) {
    if (dead) {
      return new Shown(Instant.EPOCH, false, false);
    }
    if (batteryChanged.isPresent()) {
      Duration since = Duration.between(batteryChanged.get(), truth);
      return new Shown(AFTER_BATTERY_CHANGE.plus(since), true, false);
    }
    Instant shown = truth.plus(drift);
    return ahead ? new Shown(shown.plus(FAR_AHEAD), true, false) : new Shown(shown, true, true);
  }
}
