package dev.cuffline.gateway.registry;

/** For which arm a cuff is made; one of the wrong size measures wrongly (devices.md 4.3). */
public enum CuffSize {
  /** A child's. */
  PAEDIATRIC,
  /** A thin adult's. */
  SMALL_ADULT,
  /** An adult's. */
  ADULT,
  /** A strong adult's. */
  LARGE_ADULT,
  /** Worn at the wrist, which measures otherwise than an arm. */
  WRIST
}
