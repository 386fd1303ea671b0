package dev.cuffline.rules.reading;

/** How a value came into the system (R8, R9). */
public enum EntryMethod {
  /** Collected and transmitted by the device itself; the only kind that can count for billing. */
  AUTOMATIC,
  /** Typed by a patient or by staff; still runs the critical rules, never counts (R9). */
  MANUAL
}
