package dev.cuffline.gateway.registry;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A contact with patient or caregiver inside a time entry; whether it was live follows from its
 * modality (R29, R30).
 *
 * @param start inclusive
 * @param end exclusive
 * @param modality by which way
 * @param with with whom
 */
public record Contact(Instant start, Instant end, Modality modality, Participant with) {
  /** Checks the values. */
  public Contact {
    start = start.truncatedTo(ChronoUnit.MICROS);
    end = end.truncatedTo(ChronoUnit.MICROS);
    if (!end.isAfter(start)) {
      throw new InvalidValueException("live.end", "must lie after live.start");
    }
  }
}
