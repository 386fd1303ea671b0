package dev.cuffline.gateway.registry;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A patient's consent to monitoring (R1). Missing consent is on record as such: it holds a
 * determination, it does not forbid an enrolment.
 *
 * @param on date it was given
 * @param method how
 * @param costShare whether the cost share was explained; if not, REVIEW CONSENT_NO_COST_SHARE
 * @param withdrawnOn first date on which it no longer holds
 */
public record Consent(
    Optional<LocalDate> on,
    Optional<ConsentMethod> method,
    boolean costShare,
    Optional<LocalDate> withdrawnOn) {
  /** Nothing on record. */
  public static final Consent NONE =
      new Consent(Optional.empty(), Optional.empty(), false, Optional.empty());

  /** Checks the values. */
  public Consent {
    Checks.needs(on, "consent.on", method, "consent.method");
    Checks.needs(method, "consent.method", on, "consent.on");
    Checks.needs(withdrawnOn, "consent.withdrawnOn", on, "consent.on");
    Checks.order(on, "consent.on", withdrawnOn, "consent.withdrawnOn");
    if (costShare && on.isEmpty()) {
      throw new InvalidValueException("consent.on", "must be given when consent.costShare is true");
    }
  }
}
