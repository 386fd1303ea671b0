package dev.cuffline.gateway.registry;

/** With whom a contact was (billing-rules 4). */
public enum Participant {
  /** The patient. */
  PATIENT,
  /** A caregiver. */
  CAREGIVER
}
