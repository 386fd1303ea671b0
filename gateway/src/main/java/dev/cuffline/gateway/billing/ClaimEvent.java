package dev.cuffline.gateway.billing;

import java.time.Instant;

/**
 * One step of a claim.
 *
 * @param state where it stood from then on
 * @param note why, or the payer's reference; may be empty
 * @param actor who said so
 * @param at when
 */
public record ClaimEvent(ClaimState state, String note, String actor, Instant at) {}
