package dev.cuffline.gateway.intake;

import java.util.Locale;

/** How an item ended; each has exactly one (P2, D7). */
public enum Disposition {
  /** Stored; may count as a data-day. */
  ACCEPT,
  /** Stored; never counts, for example a manual entry. */
  ACCEPT_NOT_COUNTED,
  /** Kept raw, shown to a person; no reading until its cause is mended. */
  QUARANTINE,
  /** Battery, signal, an error code. */
  TELEMETRY,
  /** Known, nothing clinical. */
  IGNORE,
  /** The reading was there already. */
  DUPLICATE,
  /** Changes an earlier reading. */
  AMEND,
  /** Malformed; kept, never acted upon. */
  REJECT;

  /** The word in metrics, the store, the API and the vectors. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether a reading is to be stored. */
  boolean isStored() {
    return this == ACCEPT || this == ACCEPT_NOT_COUNTED;
  }
}
