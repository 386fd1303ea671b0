package dev.cuffline.rules.billing;

import dev.cuffline.rules.billing.RuleSet.AddOn;
import dev.cuffline.rules.billing.RuleSet.Tier;
import java.util.Optional;

/**
 * Units that a number of seconds and live contacts make: one tier and its add-ons (R28, R29, R33).
 *
 * @param tier empty below the lowest tier, and without a contact
 * @param addOns units of the add-on, capped
 * @param full add-on units before any cap
 * @param needsContact contacts limit the add-ons (R32)
 */
record ManagementUnits(Optional<Tier> tier, int addOns, int full, boolean needsContact) {
  static ManagementUnits of(long seconds, int contacts, RuleSet rules, PayerProfile payer) {
    Optional<Tier> tier = contacts == 0 ? Optional.empty() : rules.timeTier(seconds);
    AddOn addOn = rules.addOn();
    int full =
        tier.filter(t -> t.code().equals(addOn.base()))
            .map(t -> (int) ((seconds - t.atLeast()) / addOn.eachSeconds()))
            .orElse(0);
    int capped = Math.min(full, Math.min(addOn.hardCap(), payer.maxUnits99458()));
    int contacted = payer.liveContactPerAddOn() ? Math.min(capped, contacts - 1) : capped;
    int units = tier.isEmpty() ? 0 : contacted;
    return new ManagementUnits(tier, units, full, contacted < capped);
  }

  int unitsOf(BillingCode code, RuleSet rules) {
    if (code.equals(rules.addOn().code())) {
      return addOns;
    }
    return tier.filter(t -> t.code().equals(code)).isPresent() ? 1 : 0;
  }
}
