package dev.cuffline.gateway.registry;

import dev.cuffline.rules.reading.PatientId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a call went.
 *
 * @param entry the time entry that it is in
 * @param patient whom it was about
 * @param at when it began
 * @param outcome whether somebody was reached
 * @param interpreter language that was interpreted; empty for none
 * @param symptoms what was asked for and said
 * @param nextTry when to try again
 */
public record CallRecord(
    String entry,
    PatientId patient,
    Instant at,
    Outcome outcome,
    String interpreter,
    List<Symptom> symptoms,
    Optional<Instant> nextTry) {
  private static final int LANGUAGE = 60;

  /** Whether somebody was reached. */
  public enum Outcome {
    /** A conversation. */
    REACHED,
    /** Nobody answered. */
    NO_ANSWER,
    /** A message on a machine. */
    VOICEMAIL,
    /** Somebody else answered. */
    WRONG_NUMBER,
    /** The patient did not want to talk. */
    REFUSED
  }

  /** What goes with high or low pressure and is asked for on the telephone. */
  public enum Symptom {
    /** Asked, and none said. */
    NONE,
    /** Chest pain. */
    CHEST_PAIN,
    /** Short of breath. */
    SHORT_OF_BREATH,
    /** Headache. */
    HEADACHE,
    /** Sight has changed. */
    VISION,
    /** Weak or numb on one side, or speech is unclear. */
    WEAKNESS,
    /** Dizzy, or has fainted. */
    DIZZINESS
  }

  /** Checks and copies the values. */
  public CallRecord {
    Checks.limit(interpreter, "interpreter", LANGUAGE);
    symptoms = List.copyOf(symptoms);
    if (symptoms.contains(Symptom.NONE) && symptoms.size() > 1) {
      throw new InvalidValueException("symptoms", "cannot be none and another one");
    }
    nextTry.ifPresent(next -> {
      if (!next.isAfter(at)) {
        throw new InvalidValueException("nextTry", "must lie after the call");
      }
    });
  }

  /** The same in an entry. */
  CallRecord in(String id) {
    return new CallRecord(id, patient, at, outcome, interpreter, symptoms, nextTry);
  }

  @Override
  public String toString() {
    return "CallRecord[" + entry + "]";
  }
}
