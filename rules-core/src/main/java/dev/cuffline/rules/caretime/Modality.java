package dev.cuffline.rules.caretime;

/** How a contact was made (R29, R30). */
public enum Modality {
  /** Telephone, real time, both ways. */
  AUDIO,
  /** Video call, real time, both ways. */
  VIDEO,
  /** In one room: for a person to review. */
  IN_PERSON,
  /** A message left. */
  VOICEMAIL,
  /** Text message. */
  SMS,
  /** Portal message. */
  PORTAL,
  /** E-mail. */
  EMAIL,
  /** Fax. */
  FAX,
  /** A program spoke. */
  BOT,
  /** Nobody answered. */
  NO_ANSWER
}
