package dev.cuffline.gateway.evaluate;

import dev.cuffline.rules.billing.BillingFacts;
import dev.cuffline.rules.billing.PayerProfile;
import dev.cuffline.rules.reading.Reading;
import dev.cuffline.rules.trend.Monitoring;
import dev.cuffline.rules.trend.RulePack;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A question, as understood.
 *
 * @param id the scenario's name
 * @param asOf the instant of the question
 * @param facts what both clocks and the codes are a function of
 * @param payer the profile, with what the scenario changes
 * @param observed readings that the trend rules see: received by then, with values that intake
 *     would not have quarantined
 * @param monitoring when readings are waited for
 * @param pack the alert rules, with what the scenario changes
 */
record Scenario(
    Optional<String> id,
    Instant asOf,
    BillingFacts facts,
    PayerProfile payer,
    List<Reading> observed,
    Monitoring monitoring,
    RulePack pack) {
  Scenario {
    observed = List.copyOf(observed);
  }
}
