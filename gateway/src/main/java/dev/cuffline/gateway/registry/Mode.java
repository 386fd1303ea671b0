package dev.cuffline.gateway.registry;

/** What to do when the id exists already with other values. */
public enum Mode {
  /** Refuse. */
  CREATE,
  /** Take the new values, and keep what was in the history. */
  REPLACE
}
