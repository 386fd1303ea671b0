package dev.cuffline.gateway.registry;

import dev.cuffline.rules.reading.PatientId;
import java.time.Instant;
import java.util.Optional;

/**
 * Two records of one person. One person proposes it, another looks at both records and accepts or
 * refuses; what was accepted can be undone.
 *
 * @param id ours
 * @param duplicate whose devices, enrolments and time go to the survivor; its record stays, for the
 *     undoing, and takes nothing new
 * @param survivor who goes on
 * @param reason for whoever looks at it; no patient's name belongs into it
 * @param state where it stands
 * @param proposed by whom and when
 * @param decided by whom and when it was accepted or refused
 * @param undone by whom and when
 */
public record PatientMerge(
    String id,
    PatientId duplicate,
    PatientId survivor,
    String reason,
    State state,
    Step proposed,
    Optional<Step> decided,
    Optional<Step> undone) {
  /** Where a merge stands. */
  public enum State {
    /** Waits for a second person. */
    PROPOSED,
    /** Done. */
    MERGED,
    /** They are two people. */
    REFUSED,
    /** Was done, and was wrong. */
    UNDONE
  }

  /** Somebody did something. */
  public record Step(String by, Instant at) {}

  /** Checks the values. */
  public PatientMerge {
    Checks.id(id, "id");
    Checks.text(reason, "reason");
    if (duplicate.equals(survivor)) {
      throw new InvalidValueException("survivor", "must be another patient than duplicate");
    }
  }
}
