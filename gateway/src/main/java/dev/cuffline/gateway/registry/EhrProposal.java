package dev.cuffline.gateway.registry;

import dev.cuffline.rules.reading.PatientId;
import java.time.Instant;
import java.util.Optional;

/**
 * What an EHR has said of an enrolment, and what became of it.
 *
 * @param id ours
 * @param enrolment which one
 * @param patient whose
 * @param destination the EHR's name in the settings
 * @param stated what it says
 * @param onFile what stood here when it said so, in words
 * @param reason why a person must look; empty where nobody must
 * @param seenAt when it was seen first
 * @param decided by whom and when it was accepted or declined
 */
public record EhrProposal(
    String id,
    String enrolment,
    PatientId patient,
    String destination,
    EhrStatement stated,
    String onFile,
    String reason,
    State state,
    Instant seenAt,
    Optional<PatientMerge.Step> decided) {
  /** What became of it. */
  public enum State {
    /** Waits for a person. */
    PROPOSED,
    /** A person has taken it over. */
    ACCEPTED,
    /** A person has not. */
    DECLINED,
    /** It was missing here, and was filled in. */
    FILLED_IN,
    /** It is on file. */
    ON_FILE,
    /** The EHR has said something else since, or what waited stands on file now. */
    SUPERSEDED
  }

  EhrProposal inState(State now, Optional<PatientMerge.Step> by) {
    return new EhrProposal(
        id, enrolment, patient, destination, stated, onFile, reason, now, seenAt, by);
  }
}
