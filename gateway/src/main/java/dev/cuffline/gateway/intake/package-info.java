/**
 * Intake: follows the journal and turns transmissions into items, each with exactly one disposition
 * and its reasons (P2).
 *
 * <p>{@link dev.cuffline.gateway.intake.Intake} is the loop and the cursor; {@link
 * dev.cuffline.gateway.intake.ItemProcessor} carries one item through identify → judge →
 * deduplicate → store; {@link dev.cuffline.gateway.intake.Judging} then asks rules-core what the
 * patient's readings mean. Items, readings, findings, alerts, outbox rows and the moved cursor go
 * into one transaction. {@link dev.cuffline.gateway.intake.Amendment} changes a reading that its
 * vendor sends again, {@code Moves} takes readings with their cuff to whom they belong, {@code
 * OtherWay} tells a measurement that came by two ways, {@link dev.cuffline.gateway.intake.Desk}
 * lets a person judge items again, and {@link dev.cuffline.gateway.intake.ReplayVerification}
 * builds everything once more and compares (P3). The judging itself ({@link
 * dev.cuffline.gateway.intake.ItemJudge}) is pure.
 */
@NullMarked
package dev.cuffline.gateway.intake;

import org.jspecify.annotations.NullMarked;
