package dev.cuffline.rules.trend;

import dev.cuffline.rules.reading.ReadingFlag;
import dev.cuffline.rules.reading.TimeQuality;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A rule pack in plain numbers, to tell cheaply that a stretch of readings shows nothing at all.
 *
 * <p>It errs on one side alone: where {@link Look#mayShowSomething} is false, {@link Alerts#fold}
 * of the same readings gives no finding, no alert, nothing for review and no instant that is due,
 * as long as no alert was raised before and no silence is judged. Where it is true the fold has to
 * be asked. Values are in hundredths of mmHg and of a beat, exact: there is no rounding anywhere.
 */
@SuppressWarnings("EnumOrdinal") // places in arrays and sets that never leave memory
public final class Screen {
  /** A value that a reading does not have. */
  public static final int NONE = Integer.MIN_VALUE;

  private static final int SCALE = 2;
  private static final int MEASURES = Measure.values().length;

  private final List<Single> singles;
  private final List<Averaged> averages;
  private final List<Flagged> flags;
  private final Set<TimeQuality> times;

  private record Limit(Measure measure, Comparison comparison, long hundredths) {
    boolean isMetBy(int[] values) {
      int value = values[measure.ordinal()];
      return value != NONE && comparison.holds(Long.compare(value, hundredths));
    }

    /** The exact fraction against the limit: nothing is divided. */
    boolean isMetBy(long sum, long count) {
      return comparison.holds(Long.compare(sum, hundredths * count));
    }
  }

  /** Shows something only when this many single readings meet a limit. */
  private record Single(List<Limit> limits, int needed) {}

  private record Averaged(List<Limit> limits, int dates, int minReadings) {}

  private record Flagged(int bit, int needed) {}

  private Screen(
      List<Single> singles, List<Averaged> averages, List<Flagged> flags, Set<TimeQuality> times) {
    this.singles = List.copyOf(singles);
    this.averages = List.copyOf(averages);
    this.flags = List.copyOf(flags);
    this.times = Set.copyOf(times);
  }

  /**
   * Whether a reading with such a time may be given to a look: not where a rule asks for times of
   * this kind, and then the fold has to be asked.
   */
  public boolean takes(TimeQuality quality) {
    return !times.contains(quality);
  }

  /**
   * The screen of a pack; empty when a limit has more than two decimals, or a rule has no screen.
   */
  public static Optional<Screen> of(RulePack pack) {
    List<Single> singles = new ArrayList<>();
    List<Averaged> averages = new ArrayList<>();
    List<Flagged> flags = new ArrayList<>();
    Set<TimeQuality> times = EnumSet.noneOf(TimeQuality.class);
    try {
      for (Rule rule : pack.rules()) {
        switch (rule) {
          case Rule.Critical critical -> singles.add(new Single(limits(critical.when()), 1));
          case Rule.Sessions sessions ->
              singles.add(new Single(limits(sessions.when()), sessions.needed()));
          case Rule.Average average ->
              averages.add(
                  new Averaged(limits(average.when()), average.dates(), average.minReadings()));
          case Rule.FlagDates dates -> flags.add(new Flagged(bit(dates.flag()), dates.needed()));
          case Rule.TimeDates dates -> times.add(dates.quality());
          case Rule.AverageRise rise ->
              averages.add(new Averaged(limits(rise.when()), rise.dates(), rise.minReadings()));
          case Rule.SessionRise _ -> {
            return Optional.empty();
          }
          case Rule.Silence _, Rule.FewDates _ -> {
            // Of readings that did not come: nobody is asked about them when one comes.
          }
        }
      }
    } catch (ArithmeticException tooFine) {
      return Optional.empty();
    }
    return Optional.of(new Screen(singles, averages, flags, times));
  }

  private static List<Limit> limits(List<Threshold> thresholds) {
    return thresholds.stream()
        .map(limit ->
            new Limit(
                limit.measure(),
                limit.comparison(),
                limit.value().movePointRight(SCALE).longValueExact()))
        .toList();
  }

  /** The place of a flag in a set of flags. */
  public static int bit(ReadingFlag flag) {
    return 1 << flag.ordinal();
  }

  /**
   * A value in hundredths.
   *
   * @throws ArithmeticException when it has more decimals or is too large
   */
  public static int hundredths(BigDecimal value) {
    return value.movePointRight(SCALE).intValueExact();
  }

  /**
   * Looks at readings one after the other.
   *
   * @param readings how many there will be at most
   */
  public Look look(int readings) {
    return new Look(readings);
  }

  /** One look at one patient's readings, given oldest first. */
  public final class Look {
    private final int[] met = new int[singles.size()];
    private final int[] flagged = new int[flags.size()];
    private final int[] values = new int[MEASURES];
    private final boolean[] averaged = new boolean[averages.size()];
    private final long[] systolicSums = new long[averages.size()];
    private final long[] diastolicSums = new long[averages.size()];

    /** Where the window of each average rule begins, and last where all of them end, exclusive. */
    private final int[] edges = new int[averages.size() + 1];

    private final long[] dates;
    private final int[] systolic;
    private final int[] diastolic;

    private Look(int readings) {
      dates = new long[readings];
      systolic = new int[readings];
      diastolic = new int[readings];
    }

    /**
     * The next reading in order of measurement, with values in hundredths or {@link #NONE}.
     *
     * @param date local, as days since 1970-01-01
     * @param trusted may count in sessions and averages
     * @param flagSet the device's flags, each at its {@link #bit}
     */
    public void add(
        long date, int systolicValue, int diastolicValue, int pulse, boolean trusted, int flagSet) {
      values[Measure.SYSTOLIC.ordinal()] = systolicValue;
      values[Measure.DIASTOLIC.ordinal()] = diastolicValue;
      values[Measure.PULSE.ordinal()] = pulse;
      count(flagSet);
      if (trusted && systolicValue != NONE && diastolicValue != NONE) {
        average(date, systolicValue, diastolicValue);
      }
    }

    private void count(int flagSet) {
      for (int i = 0; i < met.length; i++) {
        if (meetsAny(singles.get(i).limits())) {
          met[i]++;
        }
      }
      for (int i = 0; i < flagged.length; i++) {
        if ((flagSet & flags.get(i).bit()) != 0) {
          flagged[i]++;
        }
      }
    }

    private boolean meetsAny(List<Limit> limits) {
      for (int i = 0; i < limits.size(); i++) {
        if (limits.get(i).isMetBy(values)) {
          return true;
        }
      }
      return false;
    }

    private void average(long date, int systolicValue, int diastolicValue) {
      int at = edges[averaged.length]++;
      dates[at] = date;
      systolic[at] = systolicValue;
      diastolic[at] = diastolicValue;
      for (int window = 0; window < averaged.length; window++) {
        systolicSums[window] += systolicValue;
        diastolicSums[window] += diastolicValue;
        averaged[window] |= isMetUpTo(date, window);
      }
    }

    /** Whether the rule is met by the readings of its dates, of which this is the last. */
    private boolean isMetUpTo(long date, int window) {
      Averaged rule = averages.get(window);
      dropBefore(date - rule.dates() + 1, window);
      int size = edges[averaged.length] - edges[window];
      if (size == 0 || size < rule.minReadings()) {
        return false;
      }
      for (Limit limit : rule.limits()) {
        if (limit.isMetBy(sum(limit.measure(), window), size)) {
          return true;
        }
      }
      return false;
    }

    private void dropBefore(long date, int window) {
      int end = edges[averaged.length];
      int from = edges[window];
      for (; from < end && dates[from] < date; from++) {
        systolicSums[window] -= systolic[from];
        diastolicSums[window] -= diastolic[from];
      }
      edges[window] = from;
    }

    private long sum(Measure measure, int window) {
      return switch (measure) {
        case SYSTOLIC -> systolicSums[window];
        case DIASTOLIC -> diastolicSums[window];
        case PULSE -> throw new IllegalStateException("an average rule has no pulse limit");
      };
    }

    /**
     * Whether the fold must be asked.
     *
     * @param today the local date of the fold, as days since 1970-01-01
     */
    public boolean mayShowSomething(long today) {
      int end = edges[averaged.length];
      if (isCounted() || (end > 0 && dates[end - 1] > today)) {
        return true;
      }
      for (int window = 0; window < averaged.length; window++) {
        if (averaged[window] || isMetUpTo(today, window)) {
          return true;
        }
      }
      return false;
    }

    private boolean isCounted() {
      for (int i = 0; i < met.length; i++) {
        if (met[i] >= singles.get(i).needed()) {
          return true;
        }
      }
      for (int i = 0; i < flagged.length; i++) {
        if (flagged[i] >= flags.get(i).needed()) {
          return true;
        }
      }
      return false;
    }
  }
}
