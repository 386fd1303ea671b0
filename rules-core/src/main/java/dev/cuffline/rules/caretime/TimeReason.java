package dev.cuffline.rules.caretime;

/** Why seconds do not count. */
public enum TimeReason {
  /** Logged for another service (R27). */
  OTHER_SERVICE,
  /** A program, not a person (M40). */
  BOT,
  /** The performer's role may not perform it (R37). */
  ROLE_NOT_ELIGIBLE,
  /** Set-up, teaching, shipping, billing (R38). */
  ACTIVITY_NOT_COUNTABLE,
  /** Under another billing practitioner: never pooled (M37). */
  ONE_PRACTITIONER,
  /** No data acted upon, or no documented assessment, action or communication (R36). */
  NO_ACTION_DOCUMENTED,
  /** Before the order; held while there is no order on file. */
  NO_ORDER,
  /** Before consent or after its withdrawal; held while no consent is on file. */
  NO_CONSENT,
  /** After the end of the episode. */
  NOT_ENROLLED,
  /** Monitoring was suspended. */
  PAUSED,
  /** Held: no credential of the performer on file. */
  NO_CREDENTIAL,
  /** Held: staff without a supervising practitioner. */
  NO_SUPERVISOR,
  /** Held: the same person logged the same seconds for another service too (R27). */
  DOUBLE_COUNT,
  /** The same person logged these seconds already (M21). */
  OVERLAPPING_ENTRIES,
  /** A colleague's entry counts these seconds already (R26). */
  CONCURRENT_STAFF
}
