package dev.cuffline.gateway.registry;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** How much time, and when (R39). */
public sealed interface TimeSpent {
  /**
   * Between two instants.
   *
   * @param start inclusive
   * @param end exclusive, at most 24 hours later
   */
  record Interval(Instant start, Instant end) implements TimeSpent {
    /** Checks the values. */
    public Interval {
      start = start.truncatedTo(ChronoUnit.MICROS);
      end = end.truncatedTo(ChronoUnit.MICROS);
      if (!end.isAfter(start)) {
        throw new InvalidValueException("end", "must lie after start");
      }
      if (Duration.between(start, end).compareTo(Duration.ofDays(1)) > 0) {
        throw new InvalidValueException("end", "must lie at most 24 hours after start");
      }
    }
  }

  /**
   * A duration without instants: accepted with low evidence (R39).
   *
   * @param on date, local to the practice
   * @param seconds 1 to 86400
   */
  record Stated(LocalDate on, long seconds) implements TimeSpent {
    /** Checks the values. */
    public Stated {
      Checks.between(seconds, 1, Duration.ofDays(1).toSeconds(), "seconds");
    }
  }
}
