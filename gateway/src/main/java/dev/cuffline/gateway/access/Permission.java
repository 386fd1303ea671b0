package dev.cuffline.gateway.access;

/** What somebody may do, at the practices that they reach. */
public enum Permission {
  /** See patients, readings, alerts and what was done. */
  SEE_PATIENTS,
  /** Acknowledge, snooze and resolve alerts. */
  HANDLE_ALERTS,
  /** Log time and calls. */
  LOG_TIME,
  /** Enrol patients, pause and end enrolments, file consents and orders. */
  ENROL,
  /** Sign off thresholds and rule packs, which is a clinician's (billing-rules.md 5.5). */
  SIGN_RULES,
  /** Register, assign and move cuffs, and settle what waits in quarantine. */
  MANAGE_DEVICES,
  /** See determinations, claims and documents. */
  SEE_BILLING,
  /** Close months, release claims and follow them up. */
  BILL,
  /** See and settle what the gateway itself does: destinations, parked entries, formats. */
  OPERATE,
  /** Manage accounts, tokens and practices. */
  ADMINISTER,
  /** Read who looked at what. */
  AUDIT
}
