package dev.cuffline.fhir;

import java.time.Instant;
import java.util.Optional;

/**
 * An alert as work for somebody.
 *
 * @param progress how far they are; a withdrawn alert is no work any more, whatever it says
 * @param outcome how it ended, in a word of ours such as {@code reached and advised}; empty while
 *     it goes on
 * @param dueAt when it is looked for at the latest, exclusive
 */
public record TaskFacts(
    AlertFacts alert,
    Urgency urgency,
    Progress progress,
    Optional<String> outcome,
    Optional<Instant> dueAt) {
  /** How soon somebody must look; finer than a DetectedIssue can tell. */
  public enum Urgency {
    /** At once. */
    CRITICAL,
    /** The same day. */
    HIGH,
    /** This week. */
    MEDIUM,
    /** When there is time. */
    LOW
  }

  /** How far they are. */
  public enum Progress {
    /** Nobody has it in hand. */
    REQUESTED,
    /** Somebody has. */
    ACCEPTED,
    /** Asleep until an instant. */
    ON_HOLD,
    /** Done. */
    COMPLETED
  }
}
