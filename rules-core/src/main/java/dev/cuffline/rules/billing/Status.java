package dev.cuffline.rules.billing;

/** How far a determination may go (R50). */
public enum Status {
  /** The period or month is still open; may still change (R15, R42). */
  PROJECTED,
  /** Ready for a person to release. */
  READY,
  /** A person has to look at something first. */
  REVIEW,
  /** Something is missing that a person can supply; the units are what would come out then. */
  HOLD,
  /** A rule forbids it. */
  BLOCKED,
  /** Does not apply, with the reason. */
  NONE
}
