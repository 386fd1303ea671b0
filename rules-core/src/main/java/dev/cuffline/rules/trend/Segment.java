package dev.cuffline.rules.trend;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The stretch of one cause family's history that belongs to one alert: after the resolution of the
 * one before, up to its own.
 *
 * @param after the resolution before; what it covered does not count again
 * @param until its own resolution, inclusive; empty while the alert is open
 */
record Segment(Optional<Resolution> after, Optional<Instant> until) {
  /** An alert was resolved, and how bad it was. */
  record Resolution(Instant at, Severity severity) {}

  /** For sessions and averages: only what was measured later counts. */
  boolean holds(Placed placed) {
    return isInside(placed.at());
  }

  /** For critical values: what nobody knew when resolving counts, whenever it was measured (P6). */
  boolean holdsCritical(Placed placed) {
    return isInside(placed.knownAt());
  }

  private boolean isInside(Instant at) {
    return after.map(resolution -> at.isAfter(resolution.at())).orElse(true)
        && until.map(end -> !at.isAfter(end)).orElse(true);
  }

  /** Whether a finding, not critical, falls into the quiet time and is no worse than before. */
  boolean quiets(Severity severity, Instant at, Duration quietTime) {
    return after
        .filter(resolution -> at.isBefore(resolution.at().plus(quietTime)))
        .filter(resolution -> severity.compareTo(resolution.severity()) <= 0)
        .isPresent();
  }
}
