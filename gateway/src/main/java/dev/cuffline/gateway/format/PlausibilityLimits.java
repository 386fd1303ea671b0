package dev.cuffline.gateway.format;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Values outside these limits are no blood pressure that a cuff can measure: kept, shown to a
 * person, never stored as a reading and never clamped (field problem 27). All limits are inclusive;
 * pressures in mmHg, pulse in beats per minute.
 *
 * @param minSystolic lowest systolic pressure
 * @param maxSystolic highest systolic pressure
 * @param minDiastolic lowest diastolic pressure
 * @param maxDiastolic highest diastolic pressure
 * @param minPulse lowest pulse rate
 * @param maxPulse highest pulse rate
 */
public record PlausibilityLimits(
    int minSystolic,
    int maxSystolic,
    int minDiastolic,
    int maxDiastolic,
    int minPulse,
    int maxPulse) {
  /** The limits of the device test vectors. */
  public static final PlausibilityLimits DEFAULT =
      new PlausibilityLimits(40, 300, 20, 200, 20, 300);

  /** Refuses a range that is empty or starts below zero. */
  public PlausibilityLimits {
    requireRange(minSystolic, maxSystolic, "systolic");
    requireRange(minDiastolic, maxDiastolic, "diastolic");
    requireRange(minPulse, maxPulse, "pulse");
  }

  private static void requireRange(int min, int max, String what) {
    if (min < 0 || min > max) {
      throw new IllegalArgumentException(
          what + ": expected 0 <= min <= max, got " + min + " to " + max);
    }
  }

  /** Whether what there is of a pair lies within, and systolic above diastolic. */
  public boolean plausible(Optional<BigDecimal> systolic, Optional<BigDecimal> diastolic) {
    return systolic.map(this::plausibleSystolic).orElse(true)
        && diastolic.map(this::plausibleDiastolic).orElse(true)
        && systolic.flatMap(s -> diastolic.map(d -> s.compareTo(d) > 0)).orElse(true);
  }

  /** Whether both lie within and systolic is above diastolic. */
  public boolean plausible(BigDecimal systolic, BigDecimal diastolic) {
    return plausible(Optional.of(systolic), Optional.of(diastolic));
  }

  /** Whether a systolic pressure lies within. */
  public boolean plausibleSystolic(BigDecimal systolic) {
    return within(systolic, minSystolic, maxSystolic);
  }

  /** Whether a diastolic pressure lies within. */
  public boolean plausibleDiastolic(BigDecimal diastolic) {
    return within(diastolic, minDiastolic, maxDiastolic);
  }

  /** Whether a pulse rate lies within. */
  public boolean plausiblePulse(BigDecimal pulse) {
    return within(pulse, minPulse, maxPulse);
  }

  private static boolean within(BigDecimal value, int min, int max) {
    return value.compareTo(BigDecimal.valueOf(min)) >= 0
        && value.compareTo(BigDecimal.valueOf(max)) <= 0;
  }
}
