package dev.cuffline.rules.caretime;

/** Where a care month stands at the instant of the question (R42). */
public enum MonthState {
  /** It has not ended in the practice's zone. */
  RUNNING,
  /** It has ended; the window for late entries has not. */
  ENTRY_WINDOW,
  /** Closed. */
  CLOSED
}
