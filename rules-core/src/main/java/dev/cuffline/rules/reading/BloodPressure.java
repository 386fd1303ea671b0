package dev.cuffline.rules.reading;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * One blood pressure in mmHg (UCUM {@code mm[Hg]}), with the scale the device sent.
 *
 * <p>Whether the numbers are plausible is judged before a reading exists; a value of this type may
 * hold any numbers, so that quarantined ones can be shown too.
 *
 * @param systolic mmHg
 * @param diastolic mmHg
 * @param mean mean arterial pressure in mmHg; empty where the device did not compute one
 */
public record BloodPressure(BigDecimal systolic, BigDecimal diastolic, Optional<BigDecimal> mean) {
  /** A pressure without a mean, from whole mmHg. */
  public static BloodPressure of(int systolic, int diastolic) {
    return new BloodPressure(
        BigDecimal.valueOf(systolic), BigDecimal.valueOf(diastolic), Optional.empty());
  }
}
