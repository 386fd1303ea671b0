package dev.cuffline.gateway.billing;

import java.time.Instant;

/**
 * A month was closed or opened again.
 *
 * @param kind which
 * @param reason why it was opened again; empty for a close
 * @param actor who did it
 * @param at when
 */
public record MonthEvent(Kind kind, String reason, String actor, Instant at) {
  /** What was done. */
  public enum Kind {
    /** Nothing more is expected; what is READY may be released. */
    CLOSED,
    /** Something has to be added or mended. */
    REOPENED
  }
}
