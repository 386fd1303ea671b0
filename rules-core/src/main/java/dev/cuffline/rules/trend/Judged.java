package dev.cuffline.rules.trend;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What rules saw in a segment, and when time alone may change it. */
record Judged(List<Sighting> sightings, Optional<Instant> dueAt) {
  static Judged of(List<Sighting> sightings) {
    return new Judged(sightings, Optional.empty());
  }

  List<Sighting> raising() {
    return sightings.stream().filter(Sighting::raises).toList();
  }

  /** The reading that names the alert: the first to arrive, so that later ones rename nothing. */
  Optional<Placed> raisedBy() {
    return raising().stream().map(Sighting::raisedBy).min(Placed.BY_ARRIVAL);
  }

  Severity severity() {
    return raising().stream()
        .map(Sighting::severity)
        .max(Comparator.naturalOrder())
        .orElse(Severity.LOW);
  }
}
