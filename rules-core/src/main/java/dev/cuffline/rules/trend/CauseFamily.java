package dev.cuffline.rules.trend;

/** What is wrong: a patient has at most one open alert per family (billing-rules.md 5.5). */
public enum CauseFamily {
  /** Blood pressure too high. */
  BP_HIGH,
  /** Blood pressure too low. */
  BP_LOW,
  /** Pulse rate out of range. */
  RATE,
  /** Irregular pulse flagged by the device: never a diagnosis. */
  RHYTHM,
  /** Too few readings. */
  ADHERENCE,
  /** The device or its data. */
  TECHNICAL
}
