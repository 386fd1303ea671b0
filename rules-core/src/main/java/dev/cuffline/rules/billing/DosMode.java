package dev.cuffline.rules.billing;

/** Which date a payer wants as date of service (R16, R43). */
public enum DosMode {
  /** Last date of the period or month. */
  PERIOD_END,
  /** The date on which the threshold was reached; the highest device tier and management codes. */
  THRESHOLD_DATE,
  /** A fixed day of the month for device codes. */
  FIXED_DAY
}
