package dev.cuffline.gateway.evaluate;

import dev.cuffline.rules.billing.BillingAnswer;
import dev.cuffline.rules.billing.Determinations;
import dev.cuffline.rules.trend.Alerts;
import dev.cuffline.rules.trend.PatientFacts;
import dev.cuffline.rules.trend.TrendResult;
import java.util.List;
import java.util.Optional;

/**
 * A scenario and what the rules say to it.
 *
 * @param billing clocks, determinations, exceptions
 * @param trend findings and alerts
 */
record Evaluation(Scenario scenario, BillingAnswer billing, TrendResult trend) {
  static Evaluation of(Scenario scenario) {
    PatientFacts patient =
        new PatientFacts(
            scenario.facts().patient(),
            scenario.facts().zones().at(scenario.asOf()),
            scenario.observed(),
            List.of(),
            List.of(),
            Optional.of(scenario.monitoring()));
    return new Evaluation(
        scenario,
        Determinations.determine(scenario.facts(), scenario.payer(), scenario.asOf()),
        Alerts.fold(patient, scenario.pack(), scenario.asOf()));
  }
}
