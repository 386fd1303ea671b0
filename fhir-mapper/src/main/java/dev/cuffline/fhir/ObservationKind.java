package dev.cuffline.fhir;

/** Which Observation of a reading; part of its id, so names must not change. */
public enum ObservationKind {
  /** LOINC 85354-9 with its components. */
  BLOOD_PRESSURE,
  /** LOINC 8867-4. */
  HEART_RATE
}
