package dev.cuffline.rules.trend;

import dev.cuffline.rules.reading.Reading;
import dev.cuffline.rules.reading.ReadingId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How home readings are averaged (billing-rules.md 5.2): over which local dates, what is left out,
 * and how much it takes. The rules of a pack have numbers of their own; this is what a person asks
 * for, and what is written down as an average.
 */
public enum AveragingPolicy {
  /** Seven dates, at least three with a reading, all of it (Target: BP, AMA and AHA). */
  TARGET_BP(7, 3, 0, 0, false),
  /** Seven dates without the first, at least twelve readings (AHA 2008). */
  AHA_2008(7, 1, 12, 1, false),
  /** Seven dates, at least three, without the first (ESC). */
  ESC_STYLE(7, 3, 0, 1, false),
  /** Seven dates, at least five, without the first two and the first reading of each session. */
  JABFM(7, 5, 0, 2, true),
  /** Thirty dates, at least twelve readings, all of it (AMA, CPT 99474). */
  CPT_99474(30, 1, 12, 0, false);

  private final int dates;
  private final int minDates;
  private final int minReadings;
  private final int leaveDates;
  private final boolean leaveFirstOfSession;

  AveragingPolicy(
      int dates, int minDates, int minReadings, int leaveDates, boolean leaveFirstOfSession) {
    this.dates = dates;
    this.minDates = minDates;
    this.minReadings = minReadings;
    this.leaveDates = leaveDates;
    this.leaveFirstOfSession = leaveFirstOfSession;
  }

  /**
   * An average as the exact fractions it is.
   *
   * @param policy how it was made
   * @param systolicSum mmHg, over all readings in it
   * @param diastolicSum likewise
   * @param evidence the readings in it, oldest first; not empty
   */
  public record Average(
      AveragingPolicy policy,
      BigDecimal systolicSum,
      BigDecimal diastolicSum,
      List<ReadingId> evidence) {
    /** Copies the list. */
    public Average {
      evidence = List.copyOf(evidence);
    }

    /** mmHg, rounded half up to so many decimals, to be shown: never to be compared. */
    public BigDecimal systolic(int decimals) {
      return rounded(systolicSum, decimals);
    }

    /** Likewise. */
    public BigDecimal diastolic(int decimals) {
      return rounded(diastolicSum, decimals);
    }

    private BigDecimal rounded(BigDecimal sum, int decimals) {
      return sum.divide(BigDecimal.valueOf(evidence.size()), decimals, RoundingMode.HALF_UP);
    }
  }

  /**
   * The average as of a date.
   *
   * @param readings of one patient, in any order; those entered in error, without a pressure, or
   *     not to be trusted by the settings are left out first
   * @param zone of the patient's home: dates are local to it
   * @param last the last date, inclusive
   * @return empty where there is not enough; dates and readings are counted before anything is left
   *     out by the policy
   */
  public Optional<Average> of(
      Collection<Reading> readings, ZoneId zone, LocalDate last, TrendSettings settings) {
    LocalDate first = last.minusDays(dates - 1L);
    Set<ReadingId> seen = new HashSet<>();
    List<Placed> window =
        readings.stream()
            .filter(Reading::stands)
            .filter(reading -> reading.bloodPressure().isPresent())
            .map(reading -> Placed.of(reading, zone, settings))
            .filter(Placed::trusted)
            .filter(placed -> !placed.date().isBefore(first) && !placed.date().isAfter(last))
            .filter(placed -> seen.add(placed.id()))
            .sorted(Placed.BY_TIME)
            .toList();
    List<LocalDate> measured = window.stream().map(Placed::date).distinct().toList();
    if (measured.size() < Math.max(minDates, leaveDates + 1) || window.size() < minReadings) {
      return Optional.empty();
    }
    Set<LocalDate> left = Set.copyOf(measured.subList(0, leaveDates));
    Set<ReadingId> firsts = firsts(window, settings);
    List<Placed> used =
        window.stream()
            .filter(placed -> !left.contains(placed.date()) && !firsts.contains(placed.id()))
            .toList();
    return used.isEmpty() ? Optional.empty() : Optional.of(average(used));
  }

  private Set<ReadingId> firsts(List<Placed> window, TrendSettings settings) {
    return leaveFirstOfSession
        ? Session.of(window, settings.sessionGap()).stream()
            .map(session -> session.readings().getFirst().id())
            .collect(Collectors.toSet())
        : Set.of();
  }

  private Average average(List<Placed> used) {
    Sums sums = Sums.NONE;
    for (Placed placed : used) {
      sums = sums.plus(placed);
    }
    return new Average(
        this,
        sums.systolic().sum(),
        sums.diastolic().sum(),
        used.stream().map(Placed::id).toList());
  }
}
