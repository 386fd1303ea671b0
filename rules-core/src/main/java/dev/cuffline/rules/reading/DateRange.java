package dev.cuffline.rules.reading;

import java.time.LocalDate;

/**
 * Calendar dates from a first to a last one; which zone they are local to is said where it is used.
 *
 * @param from first date, inclusive
 * @param to last date, inclusive; {@link LocalDate#MAX} while it goes on
 */
public record DateRange(LocalDate from, LocalDate to) {
  /** Refuses a reversed range. */
  public DateRange {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("a range of dates ends before it starts: " + to);
    }
  }

  /** Whether a date lies inside, ends included. */
  public boolean contains(LocalDate date) {
    return !date.isBefore(from) && !date.isAfter(to);
  }

  /** Whether at least one date lies in both. */
  public boolean overlaps(DateRange other) {
    return !other.to.isBefore(from) && !other.from.isAfter(to);
  }
}
