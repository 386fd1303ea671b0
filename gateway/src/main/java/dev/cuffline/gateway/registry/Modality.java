package dev.cuffline.gateway.registry;

/** By which way a patient was reached; only the first two are live at a distance (R29, R30). */
public enum Modality {
  /** A conversation by telephone. */
  AUDIO,
  /** A conversation by video. */
  VIDEO,
  /** Face to face; a person looks at it. */
  IN_PERSON,
  /** A message on a machine; never live. */
  VOICEMAIL,
  /** A text message; never live. */
  SMS,
  /** A portal message; never live. */
  PORTAL,
  /** An e-mail; never live. */
  EMAIL,
  /** A fax; never live. */
  FAX,
  /** A program spoke; never live. */
  BOT,
  /** Nobody answered; never live. */
  NO_ANSWER
}
