package dev.cuffline.rules.caretime;

/** With whom a contact was held. */
public enum Participant {
  /** The patient. */
  PATIENT,
  /** Somebody who cares for the patient. */
  CAREGIVER
}
