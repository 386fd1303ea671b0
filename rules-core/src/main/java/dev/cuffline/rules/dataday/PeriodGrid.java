package dev.cuffline.rules.dataday;

import dev.cuffline.rules.reading.DateRange;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Where device periods begin and end: consecutive, without gap, overlap or stretch, and never moved
 * to a more favourable window (R13).
 */
public sealed interface PeriodGrid {
  /** The first date of the first period. */
  LocalDate start();

  /** The period in which a date lies; empty before the start. */
  Optional<DateRange> periodOf(LocalDate date);

  /** The date itself when a period starts on it or the grid has not begun, else the next start. */
  default LocalDate startOnOrAfter(LocalDate date) {
    return periodOf(date).map(p -> p.from().equals(date) ? date : p.to().plusDays(1)).orElse(date);
  }

  /**
   * Blocks of a fixed number of dates from the anchor.
   *
   * @param start the anchor: first date of the first block
   * @param length dates in a block, at least 1
   */
  record FixedBlocks(LocalDate start, int length) implements PeriodGrid {
    /** Refuses an empty block. */
    public FixedBlocks {
      if (length < 1) {
        throw new IllegalArgumentException("a block has at least one date, not " + length);
      }
    }

    @Override
    public Optional<DateRange> periodOf(LocalDate date) {
      if (date.isBefore(start)) {
        return Optional.empty();
      }
      long index = ChronoUnit.DAYS.between(start, date) / length;
      LocalDate from = start.plusDays(index * length);
      return Optional.of(new DateRange(from, from.plusDays(length - 1L)));
    }
  }

  /**
   * Calendar months, for a payer profile that says so with a source; never Medicare (section 3).
   *
   * @param first the month of the first period
   */
  record CalendarMonths(YearMonth first) implements PeriodGrid {
    @Override
    public LocalDate start() {
      return first.atDay(1);
    }

    @Override
    public Optional<DateRange> periodOf(LocalDate date) {
      YearMonth month = YearMonth.from(date);
      return month.isBefore(first)
          ? Optional.empty()
          : Optional.of(new DateRange(month.atDay(1), month.atEndOfMonth()));
    }
  }
}
