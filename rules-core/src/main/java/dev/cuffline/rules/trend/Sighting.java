package dev.cuffline.rules.trend;

import java.time.Instant;
import java.util.Optional;

/**
 * A finding, and what the alert's life needs to know of it.
 *
 * @param finding as people see it
 * @param raisedBy the reading that completed it
 * @param raises whether it belongs into an alert: not on the review list, not quieted
 * @param episode of a critical rule
 */
record Sighting(Finding finding, Placed raisedBy, boolean raises, Optional<Episode> episode) {
  Severity severity() {
    return finding.severity();
  }

  Instant knownAt() {
    return raisedBy.knownAt();
  }
}
