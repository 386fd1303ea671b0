package dev.cuffline.rules.billing;

import dev.cuffline.rules.caretime.CareMonth;
import dev.cuffline.rules.dataday.DevicePeriod;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The determinations of one patient and what they came from.
 *
 * @param determinations set-up first, then device codes by period, management codes by month, and
 *     codes of other services that time was logged for; codes that do not apply are listed with
 *     their reason
 * @param devicePeriods oldest first
 * @param careMonths oldest first
 * @param exceptions released claims that the evidence no longer matches
 * @param nudges what can still be done about an open period
 * @param anchor the anchor used: fixed, or else as the evidence proposes it
 */
public record BillingAnswer(
    List<Determination> determinations,
    List<DevicePeriod> devicePeriods,
    List<CareMonth> careMonths,
    List<BillingException> exceptions,
    List<BillingNudge> nudges,
    Optional<LocalDate> anchor) {
  /** Copies the lists. */
  public BillingAnswer {
    determinations = List.copyOf(determinations);
    devicePeriods = List.copyOf(devicePeriods);
    careMonths = List.copyOf(careMonths);
    exceptions = List.copyOf(exceptions);
    nudges = List.copyOf(nudges);
  }

  /** The same clocks, of somebody for whom nothing can be billed. */
  public BillingAnswer blocked(ReasonCode reason) {
    return new BillingAnswer(
        determinations.stream().map(determination -> determination.blocked(reason)).toList(),
        devicePeriods,
        careMonths,
        List.of(),
        List.of(),
        anchor);
  }
}
