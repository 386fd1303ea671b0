package dev.cuffline.gateway.billing;

import java.util.EnumSet;
import java.util.Set;

/** Where a released claim stands. */
public enum ClaimState {
  /** A person released it; nobody has sent it yet. */
  RELEASED,
  /** Sent to the payer. */
  SUBMITTED,
  /** The payer paid. */
  PAID,
  /** The payer refused. */
  DENIED,
  /** Taken back; what it was for may be released again. */
  VOIDED,
  /** Wrong as it was released; another claim of the same period is to replace it. */
  CORRECTED;

  /** What may follow. A denied claim may be sent again, or paid on appeal. */
  public Set<ClaimState> next() {
    return switch (this) {
      case RELEASED -> EnumSet.of(SUBMITTED, VOIDED, CORRECTED);
      case SUBMITTED -> EnumSet.of(PAID, DENIED, VOIDED, CORRECTED);
      case PAID -> EnumSet.of(VOIDED, CORRECTED);
      case DENIED -> EnumSet.of(SUBMITTED, PAID, VOIDED, CORRECTED);
      case VOIDED, CORRECTED -> EnumSet.noneOf(ClaimState.class);
    };
  }

  /** Whether it still claims something: nothing else may be released for the same. */
  public boolean isLive() {
    return this != VOIDED && this != CORRECTED;
  }

  /** Whether somebody has to say why. */
  public boolean needsNote() {
    return this == DENIED || this == VOIDED || this == CORRECTED;
  }
}
