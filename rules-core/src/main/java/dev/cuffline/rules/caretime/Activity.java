package dev.cuffline.rules.caretime;

/** What was done (section 4, counts and does not count). */
public enum Activity {
  /** Reviewing trends and alerts. */
  REVIEW,
  /** Changing medication because of readings. */
  MEDICATION,
  /** Coaching on adherence or technique. */
  COACHING,
  /** Coordinating referrals and laboratory tests. */
  COORDINATION,
  /** Documenting the management. */
  DOCUMENTATION,
  /** Talking, or trying to. */
  CALL,
  /** Setting the device up and teaching its use: paid by another code. */
  DEVICE_SETUP,
  /** Shipping, billing and the like. */
  ADMIN
}
