package dev.cuffline.gateway.registry;

import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A practitioner's order to monitor (R1).
 *
 * @param on date of the order; empty holds a determination
 * @param endsOn last date, inclusive
 * @param frequencyPerDay readings asked for on a day, 1 to 24
 * @param identifier of the order where it was written, {@code system|value}
 */
public record Order(
    Optional<LocalDate> on,
    Optional<LocalDate> endsOn,
    int frequencyPerDay,
    Optional<String> identifier) {
  private static final Pattern IDENTIFIER = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:[^|]+[|].+");

  /** One whose identifier nobody knows. */
  public Order(Optional<LocalDate> on, Optional<LocalDate> endsOn, int frequencyPerDay) {
    this(on, endsOn, frequencyPerDay, Optional.empty());
  }

  /** Checks the values. */
  public Order {
    Checks.needs(endsOn, "order.endsOn", on, "order.on");
    Checks.order(on, "order.on", endsOn, "order.endsOn");
    Checks.between(frequencyPerDay, 1, 24, "order.frequencyPerDay");
    identifier.ifPresent(Order::requireIdentifier);
  }

  /** Whether it was in force on a date. */
  public boolean covers(LocalDate date) {
    return on.map(first -> !date.isBefore(first)).orElse(false)
        && endsOn.map(last -> !date.isAfter(last)).orElse(true);
  }

  private static void requireIdentifier(String text) {
    Checks.text(text, "order.identifier");
    if (!IDENTIFIER.matcher(text).matches()) {
      throw new InvalidValueException(
          "order.identifier", "must be an absolute URI, a | and a value, such as urn:orders|4711");
    }
  }
}
