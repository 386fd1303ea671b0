package dev.cuffline.fhir;

/** Which Observation of a reading; part of its id, so names must not change. */
public enum ObservationKind {
  /** LOINC 85354-9 with its components. */
  BLOOD_PRESSURE,
  /** LOINC 8867-4. */
  HEART_RATE,
  /** MDC 8410608: the bits that the cuff set about the measurement. */
  STATUS_BITS,
  /** MDC 67975: what both clocks showed, where one repaired the other. */
  COINCIDENT_TIME,
  /** LOINC 8480-6 by itself, for destinations that take no panel. */
  SYSTOLIC,
  /** LOINC 8462-4 by itself, for the same. */
  DIASTOLIC
}
