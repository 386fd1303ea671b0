package dev.cuffline.gateway.web.pages.work;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The readings of the last 14 days, each as a bar from diastolic to systolic; drawn to the same
 * scale for all patients.
 *
 * @param path of the bars
 * @param last the newest in words; empty when there is none
 * @param count how many there are, in words
 */
public record Sparkline(String path, String last, String count) {
  static final Duration SPAN = Duration.ofDays(14);

  /** Pixels of a day; 14 of them lie in the width of 112. */
  private static final int DAY = 8;

  private static final int LOWEST = 40;
  private static final int HIGHEST = 220;
  private static final int HEIGHT = 30;

  /** The most bars that can be told apart in the width. */
  private static final int MOST = 56;

  /** One reading; mmHg. */
  record Bar(Instant at, BigDecimal systolic, BigDecimal diastolic) {}

  /**
   * Draws them.
   *
   * @param bars the newest first
   */
  static Sparkline of(List<Bar> bars, Instant now) {
    Instant from = now.minus(SPAN);
    StringBuilder path = new StringBuilder();
    bars.stream()
        .limit(MOST)
        .forEach(bar -> {
          long x = Duration.between(from, bar.at()).toMinutes() * DAY / 1_440;
          path.append('M').append(x).append(' ').append(y(bar.systolic()));
          path.append('V').append(y(bar.diastolic()));
        });
    return new Sparkline(path.toString(), last(bars), count(bars.size()));
  }

  private static String last(List<Bar> bars) {
    return bars.stream()
        .findFirst()
        .map(bar -> "last " + plain(bar.systolic()) + "/" + plain(bar.diastolic()) + " mmHg")
        .orElse("");
  }

  private static String count(int bars) {
    return switch (bars) {
      case 0 -> "no reading in 14 days";
      case 1 -> "1 reading in 14 days";
      default -> bars + " readings in 14 days";
    };
  }

  private static String plain(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }

  private static long y(BigDecimal pressure) {
    long value = Math.clamp(pressure.longValue(), LOWEST, HIGHEST);
    return (HIGHEST - value) * HEIGHT / (HIGHEST - LOWEST);
  }
}
