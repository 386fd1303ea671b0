package dev.cuffline.rules.billing;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a payer asks for beside the evidence (billing-rules.md 1.3).
 *
 * @param consentRenewalMonths so long consent stands; 0 for ever
 * @param orderRenewalMonths so long the order stands; 0 for ever
 * @param priorAuth codes that need an authorisation before; none is recorded here, so each waits
 *     for a person who knows of one (R7)
 * @param frequencyLimits most units of a code in the twelve months that end with a date of service
 */
public record PayerConditions(
    int consentRenewalMonths,
    int orderRenewalMonths,
    Set<BillingCode> priorAuth,
    Map<BillingCode, Integer> frequencyLimits) {
  private static final int MONTHS = 12;

  /** Copies the collections; refuses negative months and limits below one. */
  public PayerConditions {
    priorAuth = Set.copyOf(priorAuth);
    frequencyLimits = Map.copyOf(frequencyLimits);
    if (consentRenewalMonths < 0 || orderRenewalMonths < 0) {
      throw new IllegalArgumentException("months of renewal are not negative");
    }
    if (frequencyLimits.values().stream().anyMatch(most -> most < 1)) {
      throw new IllegalArgumentException("a frequency limit is at least 1");
    }
  }

  boolean isConsentOld(Optional<LocalDate> consentOn, LocalDate dateOfService) {
    return isOld(consentOn, consentRenewalMonths, dateOfService);
  }

  boolean isOrderOld(Optional<LocalDate> orderedOn, LocalDate dateOfService) {
    return isOld(orderedOn, orderRenewalMonths, dateOfService);
  }

  /** The day of the month of the beginning is the first day without it. */
  private static boolean isOld(Optional<LocalDate> from, int months, LocalDate dateOfService) {
    return months > 0
        && from.filter(on -> !dateOfService.isBefore(on.plusMonths(months))).isPresent();
  }

  /** Whether released claims of other dates have used up what the payer pays in twelve months. */
  boolean isUsedUp(BillingCode code, LocalDate dateOfService, Collection<ReleasedClaim> released) {
    return Optional.ofNullable(frequencyLimits.get(code))
        .filter(most ->
            released.stream()
                    .filter(claim -> claim.code().equals(code))
                    .filter(claim -> claim.dateOfService().isBefore(dateOfService))
                    .filter(
                        claim -> claim.dateOfService().isAfter(dateOfService.minusMonths(MONTHS)))
                    .mapToInt(ReleasedClaim::units)
                    .sum()
                >= most)
        .isPresent();
  }
}
