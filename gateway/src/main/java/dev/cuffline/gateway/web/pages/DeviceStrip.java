package dev.cuffline.gateway.web.pages;

import dev.cuffline.gateway.web.DeterminationSource.DevicePeriod;
import dev.cuffline.gateway.web.DeterminationSource.Excluded;
import dev.cuffline.rules.billing.RuleSet;
import dev.cuffline.rules.billing.RuleSets;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The device clock as a strip: one cell a date of the period, and below it the count with its
 * marks. Drawn in units of {@link #CELL}.
 *
 * @param filled SVG path of the data-days
 * @param hatched of the dates whose readings do not count
 * @param empty of the dates that passed without a reading
 * @param ahead of the dates to come, today among them while it is none
 * @param width of all cells
 * @param counted length of the count line
 * @param ticks days that a code needs, lowest first
 * @param count {@code 12 of 16 days}
 * @param span first and last date
 * @param missing what is missing, in one line
 */
public record DeviceStrip(
    String filled,
    String hatched,
    String empty,
    String ahead,
    int width,
    int counted,
    List<Tick> ticks,
    String count,
    String span,
    String missing) {
  public static final int CELL = 8;
  private static final int GAP = 2;
  private static final int HEIGHT = 14;

  /** A mark on the count line. */
  public record Tick(int x, long days, boolean reached) {}

  /** Draws a period as it stands on a date in the patient's zone. */
  public static DeviceStrip of(DevicePeriod period, LocalDate today) {
    Set<LocalDate> days = new HashSet<>(period.dataDays());
    Set<LocalDate> uncounted =
        period.excluded().stream().map(Excluded::date).collect(Collectors.toSet());
    StringBuilder filled = new StringBuilder();
    StringBuilder hatched = new StringBuilder();
    StringBuilder empty = new StringBuilder();
    StringBuilder ahead = new StringBuilder();
    int x = 0;
    for (LocalDate date = period.from(); !date.isAfter(period.to()); date = date.plusDays(1)) {
      if (days.contains(date)) {
        filled.append(cell(x));
      } else if (uncounted.contains(date)) {
        hatched.append(cell(x));
      } else if (date.isBefore(today)) {
        empty.append(cell(x));
      } else {
        ahead.append(cell(x));
      }
      x += CELL;
    }
    List<RuleSet.Tier> tiers = RuleSets.inForceOn(period.to()).deviceTiers();
    int count = days.size();
    return new DeviceStrip(
        filled.toString(),
        hatched.toString(),
        empty.toString(),
        ahead.toString(),
        x - GAP,
        Math.max(0, count * CELL - GAP),
        tiers.stream()
            .map(tier ->
                new Tick((int) tier.atLeast() * CELL - 1, tier.atLeast(), count >= tier.atLeast()))
            .toList(),
        count < tiers.getLast().atLeast()
            ? count + " of " + Words.days(tiers.getLast().atLeast())
            : Words.days(count),
        Words.span(period.from(), period.to()),
        missing(period, tiers, today));
  }

  private static String cell(int x) {
    return "M%d.5 .5h%dv%dh-%dz".formatted(x, CELL - GAP - 1, HEIGHT - 1, CELL - GAP - 1);
  }

  private static String missing(DevicePeriod period, List<RuleSet.Tier> tiers, LocalDate today) {
    int count = period.dataDays().size();
    long target = tiers.getLast().atLeast();
    if (count >= target) {
      return target + " days reached";
    }
    String by = Words.date(period.to());
    if (period.reachable16()) {
      return (target - count)
          + " more "
          + (target - count == 1 ? "day" : "days")
          + " by "
          + by
          + period
              .lastDateToReach16()
              .map(last -> " (latest start " + Words.date(last) + ")")
              .orElse("");
    }
    String lost =
        period.to().isBefore(today)
            ? "ended " + by + " with " + Words.days(count)
            : "%d days are out of reach by %s".formatted(target, by);
    return lost
        + tiers.stream()
            .filter(tier -> count >= tier.atLeast())
            .reduce((low, high) -> high)
            .map(tier -> "; %d reached".formatted(tier.atLeast()))
            .orElseGet(() -> nextTier(period, tiers, count));
  }

  private static String nextTier(DevicePeriod period, List<RuleSet.Tier> tiers, int count) {
    return tiers.stream()
        .filter(tier -> tier.atLeast() <= (long) count + period.daysLeft())
        .findFirst()
        .map(tier -> "; %d more for %d".formatted(tier.atLeast() - count, tier.atLeast()))
        .orElse("");
  }

  /** For whoever hears the strip instead of seeing it. */
  public String spoken() {
    return "Device period %s: %s, %s".formatted(span, count, missing);
  }
}
