package dev.cuffline.rules.caretime;

/** What the performer of a time entry is (R37). */
public enum Role {
  /** Physician. */
  PHYSICIAN,
  /** Other qualified health care professional who may bill. */
  QHP,
  /** Clinical staff under general supervision. */
  CLINICAL_STAFF,
  /** Anybody else, for example a receptionist. */
  OTHER,
  /** A program that talks or writes by itself. */
  BOT
}
