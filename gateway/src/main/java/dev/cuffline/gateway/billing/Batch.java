package dev.cuffline.gateway.billing;

import java.time.Instant;
import java.time.YearMonth;

/**
 * What was released together.
 *
 * @param number from 1 on, in each practice
 * @param month of the dates of service
 * @param actor who released it
 * @param at when
 * @param claims how many
 * @param exports how often it was exported
 */
public record Batch(
    long number, YearMonth month, String actor, Instant at, int claims, int exports) {}
