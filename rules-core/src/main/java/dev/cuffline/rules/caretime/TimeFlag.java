package dev.cuffline.rules.caretime;

/** What a person should look at in time that counts. */
public enum TimeFlag {
  /** Written down long after the work: needs an attestation. */
  LATE_ENTRY,
  /** A duration without start and end: needs an attestation. */
  LOW_EVIDENCE
}
