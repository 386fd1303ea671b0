package dev.cuffline.gateway.intake;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Set;

/**
 * When a clock is not to be believed (D11; devices.md section 6, problems 1 and 3).
 *
 * @param futureTolerance a measurement later than its receipt by more than this is {@code
 *     clock-future}
 * @param oldest one older at receipt than this is {@code clock-reset}
 * @param lateAfter one older when judged than this is {@code late}
 * @param defaultDates dates that cuffs show after a battery change, by the cuff's own calendar
 */
public record ClockLimits(
    Duration futureTolerance, Duration oldest, Duration lateAfter, Set<LocalDate> defaultDates) {
  /** The limits of the device test vectors and the default dates seen in the field. */
  public static final ClockLimits DEFAULT =
      new ClockLimits(
          Duration.ofMinutes(10),
          Duration.ofDays(400),
          Duration.ofHours(24),
          Set.of(
              LocalDate.of(1970, 1, 1),
              LocalDate.of(2000, 1, 1),
              LocalDate.of(2017, 1, 1),
              LocalDate.of(2020, 1, 1)));

  /** Copies the dates; refuses negative durations. */
  public ClockLimits {
    if (futureTolerance.isNegative() || oldest.isNegative() || lateAfter.isNegative()) {
      throw new IllegalArgumentException("expected durations of zero or more");
    }
    defaultDates = Set.copyOf(defaultDates);
  }
}
