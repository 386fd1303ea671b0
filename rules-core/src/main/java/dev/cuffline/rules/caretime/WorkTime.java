package dev.cuffline.rules.caretime;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/** When something was done, as well as it was documented (R39). */
public sealed interface WorkTime {
  /**
   * From one instant to another; elapsed time, whatever a wall clock did meanwhile (R41).
   *
   * @param start inclusive
   * @param end exclusive, not before the start
   */
  record Interval(Instant start, Instant end) implements WorkTime {
    /** Refuses a reversed interval. */
    public Interval {
      if (end.isBefore(start)) {
        throw new IllegalArgumentException("an interval ends before it starts: " + end);
      }
    }

    /** Elapsed time. */
    public Duration elapsed() {
      return Duration.between(start, end);
    }
  }

  /**
   * A duration on a date, without start and end: weak evidence (LOW_EVIDENCE).
   *
   * @param date in the practice's zone
   * @param duration not negative
   */
  record OnDate(LocalDate date, Duration duration) implements WorkTime {
    /** Refuses a negative duration. */
    public OnDate {
      if (duration.isNegative()) {
        throw new IllegalArgumentException("a duration is not negative: " + duration);
      }
    }
  }
}
