package dev.cuffline.gateway.registry;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A practitioner's order to monitor (R1).
 *
 * @param on date of the order; empty holds a determination
 * @param endsOn last date, inclusive
 * @param frequencyPerDay readings asked for on a day, 1 to 24
 */
public record Order(Optional<LocalDate> on, Optional<LocalDate> endsOn, int frequencyPerDay) {
  /** Checks the values. */
  public Order {
    Checks.needs(endsOn, "order.endsOn", on, "order.on");
    Checks.order(on, "order.on", endsOn, "order.endsOn");
    Checks.between(frequencyPerDay, 1, 24, "order.frequencyPerDay");
  }
}
