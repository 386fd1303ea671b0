package dev.cuffline.rules.trend;

import dev.cuffline.rules.trend.Alert.State;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What people did about one alert.
 *
 * @param all oldest first
 */
record Actions(List<AlertAction> all) {
  static Actions on(AlertId alert, List<AlertAction> actions) {
    return new Actions(
        actions.stream()
            .filter(action -> action.alert().equals(alert))
            .sorted(Comparator.comparing(AlertAction::at))
            .toList());
  }

  boolean isResolved() {
    return resolution().isPresent();
  }

  Optional<Instant> resolution() {
    return all.stream()
        .filter(AlertAction.Resolve.class::isInstance)
        .map(AlertAction::at)
        .findFirst();
  }

  /** The last acknowledgement or snooze: it replaces the ones before. */
  private Optional<AlertAction> hold() {
    return all.stream()
        .filter(action ->
            action instanceof AlertAction.Acknowledge || action instanceof AlertAction.Snooze)
        .reduce((earlier, later) -> later);
  }

  Optional<Instant> heldAt() {
    return hold().map(AlertAction::at);
  }

  /** Whether the one who acted last could know what was known at that instant. */
  boolean covers(Instant knownAt) {
    return heldAt().filter(at -> !at.isBefore(knownAt)).isPresent();
  }

  State state(boolean raisedAgain, Severity severity, TrendSettings settings, Instant now) {
    if (raisedAgain || hold().isEmpty()) {
      return State.OPEN;
    }
    return switch (hold().get()) {
      case AlertAction.Snooze snooze ->
          now.isBefore(wakesAt(snooze, severity, settings)) ? State.SNOOZED : State.OPEN;
      case AlertAction.Acknowledge _, AlertAction.Contact _, AlertAction.Resolve _ ->
          State.ACKNOWLEDGED;
    };
  }

  /** When a snoozed alert wakes. */
  Optional<Instant> wakesAt(Severity severity, TrendSettings settings) {
    return hold()
        .filter(AlertAction.Snooze.class::isInstance)
        .map(AlertAction.Snooze.class::cast)
        .map(snooze -> wakesAt(snooze, severity, settings));
  }

  private static Instant wakesAt(
      AlertAction.Snooze snooze, Severity severity, TrendSettings settings) {
    Instant latest = snooze.at().plus(settings.criticalSnoozeAtMost());
    return severity == Severity.CRITICAL && snooze.until().isAfter(latest)
        ? latest
        : snooze.until();
  }

  /** How long the last action keeps a critical session quiet; empty for as long as it takes. */
  Optional<Instant> restsUntil(Instant knownAt, TrendSettings settings) {
    if (hold().filter(AlertAction.Snooze.class::isInstance).isPresent()) {
      return wakesAt(Severity.CRITICAL, settings);
    }
    return hasContactSince(knownAt)
        ? Optional.empty()
        : heldAt().map(at -> at.plus(settings.outcomeWithin()));
  }

  private boolean hasContactSince(Instant knownAt) {
    return all.stream()
        .filter(AlertAction.Contact.class::isInstance)
        .anyMatch(contact -> !contact.at().isBefore(knownAt));
  }
}
