package dev.cuffline.rules.billing;

import dev.cuffline.rules.billing.RuleSet.Tier;
import dev.cuffline.rules.dataday.DevicePeriod;
import dev.cuffline.rules.dataday.PeriodState;
import java.util.List;
import java.util.Optional;

/** Periods that are about to miss the highest device tier (BILL-RISK16, section 5.5). */
final class Nudges {
  private static final String RISK16 = "BILL-RISK16";

  private Nudges() {}

  static List<BillingNudge> of(Question question, List<DevicePeriod> periods) {
    return periods.stream()
        .filter(period -> period.state() == PeriodState.RUNNING)
        .flatMap(period -> risk(question.payer(), period).stream())
        .toList();
  }

  /** Today counts as left while it has no data-day. */
  private static Optional<BillingNudge> risk(PayerProfile payer, DevicePeriod period) {
    RuleSet rules = RuleSets.inForceOn(period.range().to());
    Tier highest = rules.deviceTiers().getLast();
    long slack = period.days() + (long) period.daysLeft() - highest.atLeast();
    boolean atRisk =
        period.days() < highest.atLeast() && slack >= 0 && slack <= rules.device().riskSlackDays();
    return atRisk && isShown(payer, rules, highest)
        ? Optional.of(new BillingNudge(RISK16, period.range(), (int) slack))
        : Optional.empty();
  }

  private static boolean isShown(PayerProfile payer, RuleSet rules, Tier highest) {
    if (!payer.adoptedCodes().contains(highest.code())) {
      return false;
    }
    return switch (payer.risk16()) {
      case ALWAYS -> true;
      case NEVER -> false;
      case AUTO ->
          rules.deviceTiers().stream()
              .filter(tier -> !tier.equals(highest))
              .noneMatch(tier -> payer.adoptedCodes().contains(tier.code()));
    };
  }
}
