package dev.cuffline.gateway.web.pages;

import dev.cuffline.rules.trend.Alert;
import java.time.Instant;
import java.util.Optional;

/**
 * One row of a list of alerts, in finished words.
 *
 * @param href of the patient's page; empty for nobody's
 * @param name of the patient, or who it may be
 * @param patient opaque id; empty for nobody's
 * @param when with whose zone it is
 * @param state in one or two words
 * @param detail of the state; may be empty
 * @param open nobody has it in hand: it can be acknowledged
 * @param over resolved meanwhile
 */
public record AlertRowView(
    String id,
    String href,
    String name,
    String patient,
    Words.Mark mark,
    String family,
    String sentence,
    Moment when,
    String whoseTime,
    String state,
    String detail,
    boolean open,
    boolean over,
    boolean openCritical,
    TwoClocks clocks) {
  private static final String NOBODY = "Unassigned cuff";

  public static AlertRowView of(AlertRecord alert, TwoClocks clocks, Instant now) {
    String patient = alert.patient().map(id -> id.value()).orElse("");
    return new AlertRowView(
        alert.id(),
        patient.isEmpty() ? "" : Links.patient(patient),
        alert.name().orElse(NOBODY),
        patient,
        Words.of(alert.severity()),
        Words.of(alert.family()),
        alert.sentence(),
        Moment.of(alert.raisedAt(), alert.zone(), now),
        patient.isEmpty() ? "practice's time" : "patient's time",
        state(alert),
        detail(alert, now),
        alert.isOpen(),
        alert.state() == Alert.State.RESOLVED,
        alert.isOpenCritical(),
        clocks);
  }

  private static String state(AlertRecord alert) {
    return switch (alert.state()) {
      case OPEN -> open(alert);
      case ACKNOWLEDGED -> "Acknowledged";
      case SNOOZED -> "Snoozed";
      case RESOLVED -> "Resolved";
    };
  }

  private static String open(AlertRecord alert) {
    return switch (alert.confirmation()) {
      case AWAITING_REPEAT -> "Awaiting repeat";
      case CONFIRMED -> "Confirmed";
      case DOWNGRADED -> "Repeat was lower";
      case NONE -> "Open";
    };
  }

  private static String detail(AlertRecord alert, Instant now) {
    return switch (alert.state()) {
      case OPEN ->
          alert.historic()
              ? "arrived late"
              : due(alert, now).map(time -> "repeat due " + time).orElse("");
      case ACKNOWLEDGED, RESOLVED ->
          alert
              .last()
              .map(deed -> "by " + deed.actor() + ", " + shown(deed.at(), alert, now))
              .orElse("");
      case SNOOZED ->
          alert
              .last()
              .flatMap(AlertRecord.Deed::until)
              .map(until -> "until " + shown(until, alert, now))
              .orElse("");
    };
  }

  private static Optional<String> due(AlertRecord alert, Instant now) {
    return alert.confirmation() == Alert.Confirmation.AWAITING_REPEAT
        ? alert.dueAt().filter(due -> due.isAfter(now)).map(due -> shown(due, alert, now))
        : Optional.empty();
  }

  private static String shown(Instant instant, AlertRecord alert, Instant now) {
    Moment moment = Moment.of(instant, alert.zone(), now);
    return moment.shown() + " " + moment.zone();
  }
}
