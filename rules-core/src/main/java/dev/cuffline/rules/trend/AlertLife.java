package dev.cuffline.rules.trend;

import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.ReadingId;
import dev.cuffline.rules.trend.Alert.Confirmation;
import dev.cuffline.rules.trend.Alert.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One alert: what its findings and the people say together, as of an instant.
 *
 * @param id for life
 * @param patient whose
 * @param family the cause
 * @param raisedBy the reading that named it
 * @param raisedAt when that was judged
 * @param sightings that raise, not empty
 * @param actions on this alert
 */
record AlertLife(
    AlertId id,
    PatientId patient,
    CauseFamily family,
    ReadingId raisedBy,
    Instant raisedAt,
    List<Sighting> sightings,
    Actions actions,
    TrendSettings settings,
    Instant now) {
  private static final Comparator<Finding> HIGHEST_FIRST =
      Comparator.comparing(Finding::severity)
          .thenComparing(Finding::at)
          .reversed()
          .thenComparing(finding -> finding.rule().value());

  Alert alert() {
    return new Alert(
        id,
        patient,
        family,
        severity(),
        state(),
        confirmation(),
        sightings.stream().allMatch(sighting -> sighting.finding().historic()),
        pages(),
        dueAt(),
        raisedBy,
        raisedAt,
        sightings.stream().map(Sighting::finding).sorted(HIGHEST_FIRST).toList());
  }

  private Severity severity() {
    return sightings.stream().map(Sighting::severity).max(Comparator.naturalOrder()).orElseThrow();
  }

  private List<Episode> episodes() {
    return sightings.stream().flatMap(sighting -> sighting.episode().stream()).toList();
  }

  private List<Episode> alarms() {
    return episodes().stream().filter(Episode::isAlarm).toList();
  }

  /** Live sessions speak before late ones. */
  private Confirmation confirmation() {
    List<Episode> all = episodes();
    List<Episode> live = all.stream().filter(episode -> !episode.historic()).toList();
    List<Confirmation> said =
        (live.isEmpty() ? all : live).stream().map(Episode::confirmation).toList();
    for (Confirmation first :
        List.of(Confirmation.CONFIRMED, Confirmation.AWAITING_REPEAT, Confirmation.DOWNGRADED)) {
      if (said.contains(first)) {
        return first;
      }
    }
    return Confirmation.NONE;
  }

  private State state() {
    if (actions.isResolved()) {
      return State.RESOLVED;
    }
    return actions.state(isRaisedAgain(), severity(), settings, now);
  }

  /** Something came up that whoever acted last did not know. */
  private boolean isRaisedAgain() {
    Optional<Instant> heldAt = actions.heldAt();
    if (heldAt.isEmpty()) {
      return false;
    }
    boolean newCrisis =
        episodes().stream()
            .anyMatch(episode -> !episode.isDowngraded() && !actions.covers(episode.knownAt()));
    return newCrisis || severityHasRisenSince(heldAt.get());
  }

  private boolean severityHasRisenSince(Instant heldAt) {
    Optional<Severity> known =
        sightings.stream()
            .filter(sighting -> !sighting.knownAt().isAfter(heldAt))
            .map(Sighting::severity)
            .max(Comparator.naturalOrder());
    return known.filter(then -> severity().compareTo(then) > 0).isPresent();
  }

  private boolean pages() {
    return !actions.isResolved() && alarms().stream().anyMatch(this::pages);
  }

  private boolean pages(Episode alarm) {
    boolean isDue = alarm.pagesAtOnce() || !now.isBefore(alarm.waitsUntil(settings));
    return isDue && !isInHand(alarm);
  }

  private boolean isInHand(Episode alarm) {
    return actions.covers(alarm.knownAt())
        && actions.restsUntil(alarm.knownAt(), settings).map(now::isBefore).orElse(true);
  }

  private Optional<Instant> dueAt() {
    if (actions.isResolved()) {
      return Optional.empty();
    }
    List<Instant> instants = new ArrayList<>();
    actions.wakesAt(severity(), settings).ifPresent(instants::add);
    for (Episode alarm : alarms()) {
      if (actions.covers(alarm.knownAt())) {
        actions.restsUntil(alarm.knownAt(), settings).ifPresent(instants::add);
      } else if (!alarm.pagesAtOnce()) {
        instants.add(alarm.waitsUntil(settings));
      }
    }
    return instants.stream().filter(now::isBefore).min(Comparator.naturalOrder());
  }
}
