package dev.cuffline.rules.trend;

import dev.cuffline.rules.reading.BloodPressure;
import java.util.List;

/** The sums of a window of pressures. */
record Sums(Mean systolic, Mean diastolic) {
  static final Sums NONE = new Sums(Mean.NONE, Mean.NONE);

  Sums plus(Placed placed) {
    BloodPressure pressure = placed.reading().bloodPressure().orElseThrow();
    return new Sums(systolic.plus(pressure.systolic()), diastolic.plus(pressure.diastolic()));
  }

  Sums minus(Placed placed) {
    BloodPressure pressure = placed.reading().bloodPressure().orElseThrow();
    return new Sums(systolic.minus(pressure.systolic()), diastolic.minus(pressure.diastolic()));
  }

  boolean meetsAny(List<Threshold> limits) {
    return limits.stream().anyMatch(limit -> limit.isMetBy(mean(limit.measure())));
  }

  Mean mean(Measure measure) {
    return switch (measure) {
      case SYSTOLIC -> systolic;
      case DIASTOLIC -> diastolic;
      case PULSE -> throw new IllegalStateException("an average rule has no pulse limit");
    };
  }
}
