package dev.cuffline.rules.reading;

/**
 * How far the time of a measurement can be trusted (D10).
 *
 * <p>{@link #DEVICE}, {@link #VENDOR} and {@link #REPAIRED} count for billing; {@link
 * #RECEIPT_TIME} is used clinically and counts only after a person confirms the date; {@link
 * #ESTIMATED} and {@link #SUSPECT} never count (billing-rules.md section 3, time quality).
 */
public enum TimeQuality {
  /** The cuff's or hub's own clock, plausible. */
  DEVICE,
  /** The vendor's service stamped it. */
  VENDOR,
  /** Raw time plus the offset between the cuff's clock and the hub's, read in one connection. */
  REPAIRED,
  /** No usable clock: the instant at which the gateway received the message. */
  RECEIPT_TIME,
  /** The vendor says that it guessed. */
  ESTIMATED,
  /** A default date, a future time or one too old: not to be believed. */
  SUSPECT
}
