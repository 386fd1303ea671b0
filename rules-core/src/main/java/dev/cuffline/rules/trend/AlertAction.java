package dev.cuffline.rules.trend;

import java.time.Instant;

/** What a person did about an alert; authored, kept for good. */
public sealed interface AlertAction {
  /** Which alert. */
  AlertId alert();

  /** Who, as an opaque id. */
  String actor();

  /** When. */
  Instant at();

  /** Somebody has it in hand. */
  record Acknowledge(AlertId alert, String actor, Instant at) implements AlertAction {}

  /**
   * Somebody wants to see it later.
   *
   * @param alert which
   * @param actor who
   * @param at when
   * @param until exclusive; a critical alert wakes earlier, see {@link
   *     TrendSettings#criticalSnoozeAtMost()}
   */
  record Snooze(AlertId alert, String actor, Instant at, Instant until) implements AlertAction {}

  /** The patient or a caregiver was spoken to; the escalation of an acknowledged alert rests. */
  record Contact(AlertId alert, String actor, Instant at) implements AlertAction {}

  /** Done, and how it ended. */
  record Resolve(AlertId alert, String actor, Instant at, Outcome outcome) implements AlertAction {}

  /** How a resolved alert ended (billing-rules.md 5.5). */
  enum Outcome {
    /** The patient was reached and advised. */
    REACHED_AND_ADVISED,
    /** Medication was changed. */
    MEDICATION_CHANGED,
    /** The patient was told to call the emergency services. */
    EMS_ADVISED,
    /** Not reached after the practice's number of attempts. */
    UNREACHABLE,
    /** Not a true value. */
    MEASUREMENT_ERROR,
    /** Nothing to do; never for a critical alert. */
    NO_ACTION_NEEDED
  }
}
