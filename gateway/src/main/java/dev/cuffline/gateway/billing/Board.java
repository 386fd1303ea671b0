package dev.cuffline.gateway.billing;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;

/**
 * The determinations of a practice with a date of service in one month.
 *
 * @param month the month
 * @param asOf the instant of the question; parts of it may be newer
 * @param lines by patient's name, date of service and code
 * @param failed patients whose payer profile is missing
 */
public record Board(YearMonth month, Instant asOf, List<BoardLine> lines, int failed) {
  /** Copies the list. */
  public Board {
    lines = List.copyOf(lines);
  }
}
