package dev.cuffline.gateway.registry;

/** What was done with the time (R38). */
public enum Activity {
  /** Looking through readings, trends and alerts. */
  REVIEW,
  /** Changing a medication because of readings. */
  MEDICATION,
  /** Coaching on adherence or technique. */
  COACHING,
  /** Referrals, laboratory, pharmacy. */
  COORDINATION,
  /** Writing the management down. */
  DOCUMENTATION,
  /** Speaking with patient or caregiver. */
  CALL,
  /** Set-up and education: never counts. */
  DEVICE_SETUP,
  /** Shipping, billing, scheduling: never counts. */
  ADMIN
}
