package dev.cuffline.rules.reading;

/** FHIR Observation status of a reading. */
public enum ReadingStatus {
  /** As received. */
  FINAL,
  /** Changed after it was first stored, for example by the vendor. */
  AMENDED,
  /**
   * Not this patient's, or not a measurement: removed from every count (section 3, corrections).
   */
  ENTERED_IN_ERROR
}
