package dev.cuffline.rules.trend;

import dev.cuffline.rules.reading.BloodPressure;
import dev.cuffline.rules.reading.Reading;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** The values of one measurement, as rules see them: mmHg and beats per minute. */
record Vitals(
    Optional<BigDecimal> systolic, Optional<BigDecimal> diastolic, Optional<BigDecimal> pulse) {
  static Vitals of(Reading reading) {
    return new Vitals(
        reading.bloodPressure().map(BloodPressure::systolic),
        reading.bloodPressure().map(BloodPressure::diastolic),
        reading.pulse());
  }

  Optional<BigDecimal> get(Measure measure) {
    return switch (measure) {
      case SYSTOLIC -> systolic;
      case DIASTOLIC -> diastolic;
      case PULSE -> pulse;
    };
  }

  boolean meetsAny(List<Threshold> limits) {
    for (Threshold limit : limits) {
      if (limit.isMetBy(this)) {
        return true;
      }
    }
    return false;
  }

  boolean hasAnyMeasureOf(List<Threshold> limits) {
    for (Threshold limit : limits) {
      if (get(limit.measure()).isPresent()) {
        return true;
      }
    }
    return false;
  }

  /** {@code 184/96}, or {@code pulse 38} where the limits look at the pulse. */
  String spoken(List<Threshold> limits) {
    if (limits.stream().anyMatch(limit -> limit.measure() == Measure.PULSE)) {
      return "pulse " + plain(pulse);
    }
    return plain(systolic) + "/" + plain(diastolic);
  }

  private static String plain(Optional<BigDecimal> value) {
    return value.map(number -> number.stripTrailingZeros().toPlainString()).orElse("–");
  }
}
