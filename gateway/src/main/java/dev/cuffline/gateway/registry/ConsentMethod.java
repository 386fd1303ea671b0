package dev.cuffline.gateway.registry;

/** How consent was given; verbal consent is acceptable when documented (R1). */
public enum ConsentMethod {
  /** Spoken, and documented by the practice. */
  VERBAL,
  /** Signed on paper. */
  WRITTEN,
  /** Signed electronically. */
  ELECTRONIC
}
