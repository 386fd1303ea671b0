package dev.cuffline.rules.billing;

/** Where a payer's device periods begin (section 3). */
public enum BlockMode {
  /** Fixed blocks from the anchor. */
  FIXED_FROM_ANCHOR,
  /** Calendar months; only with a source, every result for review, in no Medicare profile. */
  CALENDAR_MONTH
}
