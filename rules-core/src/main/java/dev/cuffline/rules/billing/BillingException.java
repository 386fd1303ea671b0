package dev.cuffline.rules.billing;

/**
 * A released claim and the evidence no longer agree: a task for a person, never an edit (R51).
 *
 * @param reason LATE_DATA_AFTER_CLAIM or OVERPAYMENT_RISK
 * @param claim the claim as released
 */
public record BillingException(ReasonCode reason, ReleasedClaim claim) {}
