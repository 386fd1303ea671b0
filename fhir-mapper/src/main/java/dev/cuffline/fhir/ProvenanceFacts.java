package dev.cuffline.fhir;

import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import dev.cuffline.rules.reading.ReadingId;
import java.time.Instant;
import java.util.List;

/**
 * How one version of a reading's Observations came about.
 *
 * @param version of the reading with this patient, from 1
 * @param targets literal references to the Observations, {@code Observation/…}
 * @param context what these refer to; without a device they were typed in
 * @param recorded when the gateway made this version of the reading
 * @param cause whose doing this version is
 */
public record ProvenanceFacts(
    PracticeId practice,
    ReadingId reading,
    PatientId patient,
    int version,
    List<String> targets,
    ObservationContext context,
    Instant recorded,
    Cause cause) {
  /** Whose doing a version is. */
  public enum Cause {
    /** It was measured, and arrived. */
    MEASURED,
    /** It arrived before, and counts as this patient's since a person said whose the device was. */
    GIVEN_BY_PERSON,
    /** Its vendor sent it again, with something else in it. */
    AMENDED_BY_VENDOR,
    /** A person said that the device was in other hands. */
    TAKEN_BY_PERSON,
    /** Its vendor sent it again, with a time at which the device was in other hands. */
    TAKEN_BY_VENDOR
  }

  /** Copies the list. */
  public ProvenanceFacts {
    targets = List.copyOf(targets);
  }
}
