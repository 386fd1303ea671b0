package dev.cuffline.gateway.registry;

/** The service that an interval of time belongs to; exactly one (R27). */
public enum ServiceLine {
  /** Remote physiologic monitoring. */
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
  /** A visit. */
  EM,
  /** A practitioner's own interpretation of data (99091). */
  DATA_INTERPRETATION
}
