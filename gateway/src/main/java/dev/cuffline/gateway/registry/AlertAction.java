package dev.cuffline.gateway.registry;

import dev.cuffline.rules.reading.PatientId;
import java.time.Instant;
import java.util.Optional;

/**
 * What somebody did about an alert.
 *
 * @param id ours
 * @param alert which alert
 * @param patient whose; empty for an item that nobody could attribute
 * @param kind what was done
 * @param until when a snooze ends, exclusive; given for a snooze and only then
 * @param outcome how it ended; given for a resolution and only then
 * @param note free text, empty when there is none
 * @param actor who
 * @param at when
 */
public record AlertAction(
    String id,
    String alert,
    Optional<PatientId> patient,
    Kind kind,
    Optional<Instant> until,
    Optional<AlertOutcome> outcome,
    String note,
    String actor,
    Instant at) {
  private static final int NOTE_LENGTH = 4_000;

  /** What was done. */
  public enum Kind {
    /** Somebody has it in hand. */
    ACKNOWLEDGE,
    /** It may wait until an instant. */
    SNOOZE,
    /** Patient or caregiver was spoken to. */
    CONTACT,
    /** It is over. */
    RESOLVE
  }

  /** Checks the values. */
  public AlertAction {
    Checks.id(id, "id");
    Checks.limit(note, "note", NOTE_LENGTH);
    if ((kind == Kind.SNOOZE) != until.isPresent()) {
      throw new InvalidValueException("until", "must be given for a snooze, and only then");
    }
    if (until.isPresent() && !until.get().isAfter(at)) {
      throw new InvalidValueException("until", "must lie in the future");
    }
    if ((kind == Kind.RESOLVE) != outcome.isPresent()) {
      throw new InvalidValueException("outcome", "must be given for a resolution, and only then");
    }
  }

  @Override
  public String toString() {
    return "AlertAction[" + id + ", " + kind + "]";
  }
}
