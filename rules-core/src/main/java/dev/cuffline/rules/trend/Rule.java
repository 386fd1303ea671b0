package dev.cuffline.rules.trend;

import dev.cuffline.rules.reading.ReadingFlag;
import dev.cuffline.rules.reading.TimeQuality;
import java.time.Duration;
import java.util.List;

/** A trend rule: a value, not code. All limits of {@code when} are alternatives: one suffices. */
public sealed interface Rule {
  /** Name, family, severity, source. */
  RuleHeader header();

  /**
   * One measurement is enough to be seen, and a repeat decides how it goes on.
   *
   * @param header of severity CRITICAL
   * @param when the limits; not empty
   * @param pageAtOnce limits beyond which nobody waits for a repeat; may be empty
   * @param repeat what a repeat below the critical limits makes of it
   */
  record Critical(
      RuleHeader header, List<Threshold> when, List<Threshold> pageAtOnce, Repeat repeat)
      implements Rule {
    /** Copies the lists. */
    public Critical {
      when = requireLimits(header, when);
      pageAtOnce = List.copyOf(pageAtOnce);
      if (header.severity() != Severity.CRITICAL || header.raises() != RuleHeader.Raises.ALERT) {
        throw new IllegalArgumentException("rule " + header.id() + " must raise a CRITICAL alert");
      }
    }
  }

  /**
   * How a repeat that is no longer critical is taken.
   *
   * @param still limits that are still raised
   * @param ifStill the severity when a repeat meets one of them
   * @param otherwise the severity when no repeat does
   */
  record Repeat(List<Threshold> still, Severity ifStill, Severity otherwise) {
    /** Copies the list. */
    public Repeat {
      still = List.copyOf(still);
    }
  }

  /**
   * Some of the last sessions, each averaged as an exact fraction.
   *
   * @param header as always
   * @param when the limits, held against a session's average; not empty
   * @param needed sessions that must meet a limit, at least 1
   * @param ofLast among so many of the newest sessions, at least {@code needed}
   * @param within which must all have ended within this span, inclusive
   */
  record Sessions(RuleHeader header, List<Threshold> when, int needed, int ofLast, Duration within)
      implements Rule {
    /** Copies the limits; refuses impossible numbers. */
    public Sessions {
      when = requireLimits(header, when);
      if (needed < 1 || ofLast < needed || !within.isPositive()) {
        throw new IllegalArgumentException(
            "rule " + header.id() + ": impossible " + needed + " of " + ofLast + " in " + within);
      }
    }
  }

  /**
   * The average of all readings on the last local dates.
   *
   * @param header as always
   * @param when the limits; pressures only; not empty
   * @param dates how many local dates, the newest included, at least 1
   * @param minDates how many of them need a reading
   * @param minReadings how many readings are needed
   */
  record Average(RuleHeader header, List<Threshold> when, int dates, int minDates, int minReadings)
      implements Rule {
    /** Copies the limits; refuses impossible numbers and pulse limits. */
    public Average {
      when = requireLimits(header, when);
      if (when.stream().anyMatch(limit -> limit.measure() == Measure.PULSE)) {
        throw new IllegalArgumentException("rule " + header.id() + " averages pressures only");
      }
      if (dates < 1 || minDates < 1 || minDates > dates || minReadings < 1) {
        throw new IllegalArgumentException("rule " + header.id() + ": impossible minimum");
      }
    }
  }

  /**
   * A device flag on several of the last local dates.
   *
   * @param header as always
   * @param flag what the device said
   * @param needed dates with the flag, at least 1
   * @param dates among so many local dates, the newest included
   */
  record FlagDates(RuleHeader header, ReadingFlag flag, int needed, int dates) implements Rule {
    /** Refuses impossible numbers. */
    public FlagDates {
      requirePossible(header, needed, dates);
    }
  }

  /**
   * A doubtful time of measurement on several of the last local dates (TECH, clock suspect).
   *
   * @param header as always
   * @param quality what was found about the time
   * @param needed dates with it, at least 1
   * @param dates among so many local dates, the newest included
   */
  record TimeDates(RuleHeader header, TimeQuality quality, int needed, int dates) implements Rule {
    /** Refuses impossible numbers. */
    public TimeDates {
      requirePossible(header, needed, dates);
    }
  }

  /**
   * The average of the last local dates against that of as many dates before (BP-TREND-AVG).
   *
   * @param header as always
   * @param when limits of the newer average, of which one must be met too; pressures only
   * @param rise limits of the newer average minus the older one; pressures only; not empty
   * @param dates how many local dates each, the newest included, at least 1
   * @param minDates how many of them need a reading, in each
   * @param minReadings how many readings are needed, in each
   */
  record AverageRise(
      RuleHeader header,
      List<Threshold> when,
      List<Threshold> rise,
      int dates,
      int minDates,
      int minReadings)
      implements Rule {
    /** Copies the limits; refuses impossible numbers and pulse limits. */
    public AverageRise {
      when = requireLimits(header, when);
      rise = requireLimits(header, rise);
      requirePressures(header, when);
      requirePressures(header, rise);
      if (dates < 1 || minDates < 1 || minDates > dates || minReadings < 1) {
        throw new IllegalArgumentException("rule " + header.id() + ": impossible minimum");
      }
    }
  }

  /**
   * A session's average against that of any session shortly before (BP-TREND-72H).
   *
   * @param header as always
   * @param rise limits of the newer average minus the older one; not empty
   * @param within how long before the older session ended at most, inclusive
   */
  record SessionRise(RuleHeader header, List<Threshold> rise, Duration within) implements Rule {
    /** Copies the limits; refuses impossible numbers. */
    public SessionRise {
      rise = requireLimits(header, rise);
      if (!within.isPositive()) {
        throw new IllegalArgumentException("rule " + header.id() + ": impossible " + within);
      }
    }
  }

  /**
   * No reading for a time (MISS-48, MISS-96), while somebody waits for one.
   *
   * @param header as always
   * @param intervals how many times the span that the order leaves between two readings, at least 1
   */
  record Silence(RuleHeader header, int intervals) implements Rule {
    /** Refuses impossible numbers. */
    public Silence {
      if (intervals < 1) {
        throw new IllegalArgumentException(
            "rule " + header.id() + ": impossible " + intervals + " intervals");
      }
    }
  }

  /**
   * Too few dates with a reading among the last ones (MISS-WEEK).
   *
   * @param header as always
   * @param fewerThan dates with a reading, exclusive
   * @param dates among so many local dates, today included
   */
  record FewDates(RuleHeader header, int fewerThan, int dates) implements Rule {
    /** Refuses impossible numbers. */
    public FewDates {
      if (fewerThan < 1 || dates < fewerThan) {
        throw new IllegalArgumentException(
            "rule " + header.id() + ": impossible " + fewerThan + " of " + dates);
      }
    }
  }

  private static void requirePressures(RuleHeader header, List<Threshold> limits) {
    if (limits.stream().anyMatch(limit -> limit.measure() == Measure.PULSE)) {
      throw new IllegalArgumentException("rule " + header.id() + " averages pressures only");
    }
  }

  private static void requirePossible(RuleHeader header, int needed, int of) {
    if (needed < 1 || of < needed) {
      throw new IllegalArgumentException(
          "rule " + header.id() + ": impossible " + needed + " of " + of);
    }
  }

  private static List<Threshold> requireLimits(RuleHeader header, List<Threshold> when) {
    if (when.isEmpty()) {
      throw new IllegalArgumentException("rule " + header.id() + " needs a limit");
    }
    return List.copyOf(when);
  }
}
