package dev.cuffline.rules.billing;

/** Where a payer's device periods begin while no anchor is fixed (section 3, anchor). */
public enum AnchorMode {
  /** On the date of the first qualifying reading. */
  FIRST_READING,
  /** On the date on which the first device was handed over. */
  DEVICE_DELIVERED,
  /** On the date of set-up and education. */
  SETUP_DATE,
  /** On the later of the dates of order and consent. */
  ENROLMENT_DATE
}
