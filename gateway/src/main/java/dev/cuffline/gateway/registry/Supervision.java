package dev.cuffline.gateway.registry;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Who supervised whom, and when (R37).
 *
 * @param staff the supervised
 * @param practitioner the supervisor
 * @param from first date, local to the practice
 * @param to last date, inclusive; empty while it goes on
 */
public record Supervision(
    String staff, String practitioner, LocalDate from, Optional<LocalDate> to) {
  /** Checks the values. */
  public Supervision {
    Checks.id(staff, "staff");
    Checks.id(practitioner, "practitioner");
    Checks.order(Optional.of(from), "from", to, "to");
  }

  /** Whether it was in force on a date. */
  public boolean covers(LocalDate date) {
    return !date.isBefore(from) && to.map(last -> !date.isAfter(last)).orElse(true);
  }
}
