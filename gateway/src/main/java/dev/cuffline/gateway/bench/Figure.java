package dev.cuffline.gateway.bench;

import java.util.Locale;
import java.util.Optional;

/**
 * One measured figure, beside its target where DESIGN.md section 5 has one.
 *
 * @param key in JSON
 * @param name for people
 * @param unit for example {@code /s} or {@code ms}; empty for a plain number
 */
public record Figure(String key, String name, double value, String unit, Optional<Target> target) {
  /**
   * A target.
   *
   * @param least true when the figure must be at least the limit, false when at most
   */
  public record Target(double limit, boolean least) {
    boolean isMetBy(double value) {
      return least ? value >= limit : value <= limit;
    }
  }

  static Figure of(String key, String name, double value, String unit) {
    return new Figure(key, name, value, unit, Optional.empty());
  }

  static Figure count(String key, String name, long value) {
    return of(key, name, (double) value, "");
  }

  Figure atLeast(double limit) {
    return new Figure(key, name, value, unit, Optional.of(new Target(limit, true)));
  }

  Figure atMost(double limit) {
    return new Figure(key, name, value, unit, Optional.of(new Target(limit, false)));
  }

  Figure atMostWhen(boolean applies, double limit) {
    return applies ? atMost(limit) : this;
  }

  Figure atLeastWhen(boolean applies, double limit) {
    return applies ? atLeast(limit) : this;
  }

  /** The value with its unit. */
  String valueText() {
    return number(value) + (unit.isEmpty() ? "" : " " + unit);
  }

  /** {@code ≥ 60,000 /s: 1.4 × as asked}, or empty. */
  String targetText() {
    return target
        .map(t ->
            "%s %s: %s, %.2f × the target"
                .formatted(
                    t.least() ? "≥" : "≤",
                    number(t.limit()),
                    t.isMetBy(value) ? "met" : "missed",
                    t.limit() == 0 ? 0 : value / t.limit()))
        .orElse("");
  }

  private static String number(double value) {
    String pattern = value == Math.rint(value) || Math.abs(value) >= 1_000 ? "%,.0f" : "%,.2f";
    return String.format(Locale.ROOT, pattern, value);
  }
}
