package dev.cuffline.gateway.registry;

/** In which role somebody spends time on a patient (R37); named as in scenarios. */
public enum Role {
  /** Physician. */
  PHYSICIAN,
  /** Other qualified health care professional. */
  QHP,
  /** Clinical staff; counts only under a supervising practitioner. */
  CLINICAL_STAFF,
  /** Anybody else; never counts. */
  OTHER,
  /** A program; never counts (R38). */
  BOT
}
