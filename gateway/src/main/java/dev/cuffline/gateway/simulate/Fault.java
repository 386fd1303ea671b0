package dev.cuffline.gateway.simulate;

import java.util.Locale;

/** What goes wrong in the field (devices.md section 6), each with its own rate. */
public enum Fault {
  /** The same bytes again at once. Share of messages. */
  DUPLICATE,
  /** The same reading again some minutes later, as a sender does that saw no answer. Likewise. */
  RETRY,
  /** The hub is offline for one to five days and then sends all it kept. Share of days. */
  LATE_BATCH,
  /** A battery change: for a day the clock counts on from 2000-01-01. Share of days. */
  CLOCK_RESET,
  /** The cuff never knows the date. Share of cuffs. */
  DEAD_CLOCK,
  /** The clock goes wrong, up to 40 minutes behind and 8 ahead. Share of cuffs. */
  DRIFT,
  /** The clock shows a time 20 years ahead. Share of sessions. */
  FUTURE_CLOCK,
  /** The arm moved. Share of readings. */
  MOVEMENT,
  /** The cuff was too loose. Share of readings. */
  LOOSE_CUFF,
  /** Before it measures the cuff gives up once: NaN, or 2047. Share of sessions. */
  ERROR_FRAME,
  /** A reading of a cuff that nobody registered. Share of days. */
  UNKNOWN_CUFF,
  /** A message that breaks off; the whole one follows. Share of messages. */
  MALFORMED,
  /** A session arrives after a later one of the same day. Share of days. */
  OUT_OF_ORDER,
  /** The cuff is set to kPa. Share of cuffs. */
  KILOPASCAL;

  /** As options and reports write it: {@code late-batch}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
