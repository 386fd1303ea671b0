package dev.cuffline.gateway.registry;

/** How an alert ended; one of these is needed to resolve it (billing-rules 5.5). */
public enum AlertOutcome {
  /** Somebody spoke with the patient. */
  REACHED_AND_ADVISED,
  /** The treatment was changed. */
  MEDICATION_CHANGED,
  /** The patient was told to call the emergency services. */
  EMS_ADVISED,
  /** Several attempts, nobody reached. */
  UNREACHABLE,
  /** The measurement was wrong. */
  MEASUREMENT_ERROR
}
