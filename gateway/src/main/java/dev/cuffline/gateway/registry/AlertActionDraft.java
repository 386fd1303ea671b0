package dev.cuffline.gateway.registry;

import java.time.Instant;
import java.util.Optional;

/**
 * What somebody does about an alert.
 *
 * @param alert which alert
 * @param kind what is done
 * @param until when a snooze ends; at most 30 minutes from now for a critical alert
 * @param outcome how it ended; for a resolution and only then
 * @param note free text, may be empty
 */
public record AlertActionDraft(
    String alert,
    AlertAction.Kind kind,
    Optional<Instant> until,
    Optional<AlertOutcome> outcome,
    String note) {
  @Override
  public String toString() {
    return "AlertActionDraft[" + alert + ", " + kind + "]";
  }
}
