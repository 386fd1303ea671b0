package dev.cuffline.rules.trend;

/** How urgent a finding is, in rising order. */
public enum Severity {
  /** A note. */
  LOW,
  /** For the work list. */
  MEDIUM,
  /** For the same day. */
  HIGH,
  /** Pages somebody. */
  CRITICAL
}
