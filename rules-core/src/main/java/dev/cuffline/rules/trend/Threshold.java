package dev.cuffline.rules.trend;

import java.math.BigDecimal;
import java.util.Arrays;

/**
 * A limit, for example {@code systolic >= 180}.
 *
 * <p>Equal when numerically equal: 180 and 180.0 are the same limit.
 *
 * @param measure what is compared
 * @param comparison how
 * @param value mmHg or beats per minute
 */
public record Threshold(Measure measure, Comparison comparison, BigDecimal value) {
  /** Drops trailing zeros. */
  public Threshold {
    value = value.stripTrailingZeros();
  }

  /**
   * Reads {@code measure operator value}, separated by blanks, as rule packs write it.
   *
   * @throws IllegalArgumentException when the text is anything else
   */
  public static Threshold parse(String text) {
    String[] parts = text.strip().split("\\s+", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("expected a limit like 'systolic >= 180': " + text);
    }
    return new Threshold(measure(parts[0]), comparison(parts[1]), value(parts[2]));
  }

  private static Measure measure(String word) {
    return Arrays.stream(Measure.values())
        .filter(measure -> measure.word().equals(word))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "expected systolic, diastolic or pulse instead of: " + word));
  }

  private static Comparison comparison(String operator) {
    return Arrays.stream(Comparison.values())
        .filter(comparison -> comparison.operator().equals(operator))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("expected >=, >, <= or < instead of: " + operator));
  }

  private static BigDecimal value(String number) {
    try {
      return new BigDecimal(number);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("expected a number instead of: " + number, e);
    }
  }

  boolean isMetBy(Vitals vitals) {
    return vitals.get(measure).filter(v -> comparison.holds(v.compareTo(value))).isPresent();
  }

  /** Compares the exact fraction: sum against limit times count, nothing is divided. */
  boolean isMetBy(Mean mean) {
    return comparison.holds(mean.sum().compareTo(value.multiply(BigDecimal.valueOf(mean.count()))));
  }

  /** Holds the exact difference of two fractions against it: nothing is divided. */
  boolean isMetByRise(Mean newer, Mean older) {
    BigDecimal newCount = BigDecimal.valueOf(newer.count());
    BigDecimal oldCount = BigDecimal.valueOf(older.count());
    BigDecimal rise = newer.sum().multiply(oldCount).subtract(older.sum().multiply(newCount));
    return comparison.holds(rise.compareTo(value.multiply(newCount).multiply(oldCount)));
  }

  /** For a sentence: {@code ≥ 160}. */
  String limit() {
    return comparison.sign() + " " + value.toPlainString();
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return measure.word() + " " + comparison.operator() + " " + value.toPlainString();
  }
}
