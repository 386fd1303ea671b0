package dev.cuffline.rules.caretime;

import dev.cuffline.rules.reading.DateRange;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What must hold on a date before minutes can count for it (R1). Dates are local to the practice.
 *
 * @param practiceZone where a calendar month begins and ends (R25)
 * @param billingPractitioner the designated one; empty accepts any, and billing holds
 * @param orderedOn date of the order; empty holds (NO_ORDER)
 * @param consentOn date of the documented consent; empty holds (NO_CONSENT)
 * @param consentWithdrawnOn first date without consent again
 * @param endedOn last date of the episode
 * @param paused dates on which monitoring was suspended
 */
public record CareGates(
    ZoneId practiceZone,
    Optional<StaffId> billingPractitioner,
    Optional<LocalDate> orderedOn,
    Optional<LocalDate> consentOn,
    Optional<LocalDate> consentWithdrawnOn,
    Optional<LocalDate> endedOn,
    List<DateRange> paused) {
  /** Copies the list. */
  public CareGates {
    paused = List.copyOf(paused);
  }
}
