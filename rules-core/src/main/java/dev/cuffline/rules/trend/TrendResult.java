package dev.cuffline.rules.trend;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the readings of a patient show.
 *
 * @param findings by time, then rule
 * @param alerts oldest first within a family
 * @param review for the weekly review list, judged on the date of the fold; never alerts
 * @param dueAt when to fold again although nothing new arrived: the earliest of the alerts' own and
 *     of a session that will close and matter; empty when time alone changes nothing
 */
public record TrendResult(
    List<Finding> findings, List<Alert> alerts, List<Finding> review, Optional<Instant> dueAt) {
  /** Copies the lists. */
  public TrendResult {
    findings = List.copyOf(findings);
    alerts = List.copyOf(alerts);
    review = List.copyOf(review);
  }
}
