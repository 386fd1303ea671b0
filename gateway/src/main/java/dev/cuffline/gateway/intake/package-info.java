/**
 * Intake: turns what the journal holds into items, each with exactly one disposition and its
 * reasons (P2).
 *
 * <p>The judging is pure: {@link dev.cuffline.gateway.intake.ItemJudge} decides what an item may
 * become, {@link dev.cuffline.gateway.intake.ReadingKey} what makes two arrivals the same reading.
 * What {@code ./cuffline decode} prints is in {@link dev.cuffline.gateway.intake.vectors}.
 */
@NullMarked
package dev.cuffline.gateway.intake;

import org.jspecify.annotations.NullMarked;
