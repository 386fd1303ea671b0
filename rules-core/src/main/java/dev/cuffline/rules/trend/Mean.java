package dev.cuffline.rules.trend;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** An average as the exact fraction it is; only a sentence rounds it, to one decimal. */
record Mean(BigDecimal sum, int count) {
  static final Mean NONE = new Mean(BigDecimal.ZERO, 0);

  Mean plus(BigDecimal value) {
    return new Mean(sum.add(value), count + 1);
  }

  Mean minus(BigDecimal value) {
    return new Mean(sum.subtract(value), count - 1);
  }

  String spoken() {
    return sum.divide(BigDecimal.valueOf(count), 1, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }
}
