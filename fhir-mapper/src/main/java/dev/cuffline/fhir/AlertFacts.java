package dev.cuffline.fhir;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * An alert as it stands.
 *
 * @param id for life
 * @param subject literal reference to the patient at the destination
 * @param zone of the patient's home
 * @param severity how soon somebody must look
 * @param state where it stands
 * @param sentence what was seen, for a clinician
 * @param rules ids of the rules that saw it
 * @param evidence literal references to its Observations, oldest first
 * @param first when the first of them was measured
 * @param last when the last was
 * @param raisedAt since when it is known
 * @param handled what people did about it, oldest first; without their names
 */
public record AlertFacts(
    String id,
    String subject,
    ZoneId zone,
    Severity severity,
    State state,
    String sentence,
    List<String> rules,
    List<String> evidence,
    Optional<Instant> first,
    Optional<Instant> last,
    Instant raisedAt,
    List<Handled> handled) {
  /** How soon somebody must look. */
  public enum Severity {
    /** At once, or today. */
    HIGH,
    /** This week. */
    MODERATE,
    /** When there is time. */
    LOW
  }

  /** Where an alert stands. */
  public enum State {
    /** Somebody must deal with it, or does. */
    OPEN,
    /** Done. */
    RESOLVED,
    /** Its readings were taken back. */
    WITHDRAWN
  }

  /** Something a person did about it. */
  public record Handled(String what, Instant at) {}

  /** Copies the lists. */
  public AlertFacts {
    rules = List.copyOf(rules);
    evidence = List.copyOf(evidence);
    handled = List.copyOf(handled);
  }
}
