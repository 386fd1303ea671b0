package dev.cuffline.rules.billing;

import dev.cuffline.rules.billing.RuleSet.Tier;
import dev.cuffline.rules.caretime.CareMonth;
import dev.cuffline.rules.dataday.DevicePeriod;
import dev.cuffline.rules.reading.DateRange;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Compares released claims with what the evidence says today (R17, R18, R51). */
final class ClaimCheck {
  private ClaimCheck() {}

  /** A released claim, and how it disagrees with the evidence, if it does. */
  record Finding(ReleasedClaim claim, Optional<BillingException> exception) {}

  /** The claim of a device period. Readings after the close can only raise it. */
  static Optional<Finding> device(Question question, DevicePeriod period, RuleSet rules) {
    int days = period.days();
    int withLate = days + period.lateDates().size();
    return claimsFor(question, period.range(), RuleSets.deviceCodes()::contains).stream()
        .findFirst()
        .map(claim -> {
          long claimed = rules.row(claim.code()).map(Tier::atLeast).orElse(0L);
          long carried = rules.deviceTier(days).map(Tier::atLeast).orElse(0L);
          long possible = rules.deviceTier(withLate).map(Tier::atLeast).orElse(0L);
          return finding(claim, carried < claimed, possible > claimed);
        });
  }

  /** The claims of a care month, against the units that the evidence carries per code. */
  static List<Finding> management(
      Question question, CareMonth month, RuleSet rules, ManagementUnits units) {
    DateRange range = new DateRange(month.month().atDay(1), month.month().atEndOfMonth());
    return claimsFor(question, range, c -> RuleSets.timeCodes().contains(c)).stream()
        .map(claim -> {
          long claimed = rules.row(claim.code()).map(Tier::atLeast).orElse(0L);
          long carried = units.tier().map(Tier::atLeast).orElse(0L);
          return finding(claim, carried < claimed, carried > claimed);
        })
        .toList();
  }

  /** The claim of the add-on in a care month. */
  static Optional<Finding> addOn(
      Question question, CareMonth month, RuleSet rules, ManagementUnits units) {
    DateRange range = new DateRange(month.month().atDay(1), month.month().atEndOfMonth());
    return claimsFor(question, range, rules.addOn().code()::equals).stream()
        .findFirst()
        .map(claim ->
            finding(claim, units.addOns() < claim.units(), units.addOns() > claim.units()));
  }

  private static Finding finding(ReleasedClaim claim, boolean over, boolean under) {
    if (over) {
      return new Finding(
          claim, Optional.of(new BillingException(ReasonCode.OVERPAYMENT_RISK, claim)));
    }
    return new Finding(
        claim,
        under
            ? Optional.of(new BillingException(ReasonCode.LATE_DATA_AFTER_CLAIM, claim))
            : Optional.empty());
  }

  private static List<ReleasedClaim> claimsFor(
      Question question, DateRange range, Predicate<BillingCode> codes) {
    return question.released().stream()
        .filter(c -> codes.test(c.code()) && range.contains(c.period().from()))
        .toList();
  }
}
