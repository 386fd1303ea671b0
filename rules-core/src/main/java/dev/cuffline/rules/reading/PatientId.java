package dev.cuffline.rules.reading;

/**
 * Cuffline's own identifier of a patient; never an MRN.
 *
 * @param value opaque, not blank, at most 128 characters
 */
public record PatientId(String value) {
  /** Refuses a blank or over-long value. */
  public PatientId {
    Identifiers.requireValid(value, "PatientId");
  }

  @Override
  public String toString() {
    return value;
  }
}
