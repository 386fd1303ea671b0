package dev.cuffline.rules.caretime;

/** The service an interval is logged for; it belongs to exactly one (R27). */
public enum Service {
  /** Remote physiologic monitoring: the one counted here. */
  RPM,
  /** Chronic care management. */
  CCM,
  /** Principal care management. */
  PCM,
  /** Transitional care management. */
  TCM,
  /** Behavioural health integration. */
  BHI,
  /** Remote therapeutic monitoring. */
  RTM,
  /** An office or telehealth visit. */
  EM,
  /** A practitioner's interpretation of data, billed on its own (R47). */
  DATA_INTERPRETATION
}
