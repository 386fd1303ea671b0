package dev.cuffline.gateway.registry;

/** What a command did to a row. */
public enum Saved {
  /** It is new. */
  CREATED,
  /** It was there and is different now; what it was is kept. */
  CHANGED,
  /** It was there, just so. */
  UNCHANGED
}
