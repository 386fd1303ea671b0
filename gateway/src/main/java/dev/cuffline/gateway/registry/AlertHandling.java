package dev.cuffline.gateway.registry;

import dev.cuffline.rules.reading.PatientId;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** Somebody deals with an alert (billing-rules 5.5, "a second crisis is never silent"). */
final class AlertHandling {
  private static final Duration LONGEST_CRITICAL_SNOOZE = Duration.ofMinutes(30);
  private static final String CRITICAL = "CRITICAL";

  private AlertHandling() {}

  private record Target(Optional<PatientId> patient, boolean critical) {}

  static AlertAction take(Change change, AlertActionDraft draft, String id, AlertActions hook)
      throws SQLException {
    Target target =
        change
            .session()
            .first(
                "SELECT patient_id, severity FROM alert WHERE practice_id = ? AND id = ?",
                row ->
                    new Target(
                        row.optionalText("patient_id").map(PatientId::new),
                        row.text("severity").equals(CRITICAL)),
                change.practice(),
                draft.alert())
            .orElseThrow(() -> RefusedException.unknown("alert", "alert", draft.alert()));
    AlertAction action =
        new AlertAction(
            id,
            draft.alert(),
            target.patient(),
            draft.kind(),
            draft.until(),
            draft.outcome(),
            draft.note(),
            change.actor(),
            change.at());
    if (target.critical()) {
      requireAllowedOnCritical(action);
    }
    AlertActionTable.insert(change, action);
    hook.taken(change.session(), change.practice(), action);
    return action;
  }

  private static void requireAllowedOnCritical(AlertAction action) {
    boolean tooLong =
        action
            .until()
            .filter(until -> until.isAfter(action.at().plus(LONGEST_CRITICAL_SNOOZE)))
            .isPresent();
    if (tooLong) {
      throw new InvalidValueException(
          "until", "must lie at most 30 minutes ahead for a critical alert");
    }
  }
}
