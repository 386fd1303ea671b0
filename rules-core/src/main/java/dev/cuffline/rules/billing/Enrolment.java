package dev.cuffline.rules.billing;

import dev.cuffline.rules.caretime.StaffId;
import dev.cuffline.rules.reading.DateRange;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One episode of monitoring, as it is on file (R1).
 *
 * @param orderedOn date of the order
 * @param consentOn date of the documented consent
 * @param consentWithdrawnOn first date without consent again
 * @param consentCostShare whether the consent states the cost share
 * @param establishedPatient whether there is evidence of an established patient
 * @param billingPractitioner the designated one (R3)
 * @param setup set-up and education, if on file
 * @param anchor the fixed anchor; empty while it is only proposed
 * @param billedElsewhere codes that another practice bills, as attested or denied (R3)
 * @param facilityStays dates in a hospital or nursing facility
 * @param paused dates on which monitoring was suspended
 * @param endedOn last date: discharge or goals met
 * @param diedOn date of death
 */
public record Enrolment(
    Optional<LocalDate> orderedOn,
    Optional<LocalDate> consentOn,
    Optional<LocalDate> consentWithdrawnOn,
    boolean consentCostShare,
    boolean establishedPatient,
    Optional<StaffId> billingPractitioner,
    Optional<SetupEvent> setup,
    Optional<Anchor> anchor,
    Set<BillingCode> billedElsewhere,
    List<DateRange> facilityStays,
    List<DateRange> paused,
    Optional<LocalDate> endedOn,
    Optional<LocalDate> diedOn) {
  /** Copies the collections. */
  public Enrolment {
    billedElsewhere = Set.copyOf(billedElsewhere);
    facilityStays = List.copyOf(facilityStays);
    paused = List.copyOf(paused);
  }

  /** The last date of the episode, whichever way it ended. */
  Optional<LocalDate> lastDate() {
    return Stream.of(endedOn, diedOn).flatMap(Optional::stream).min(LocalDate::compareTo);
  }
}
