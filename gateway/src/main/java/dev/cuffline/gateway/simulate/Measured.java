package dev.cuffline.gateway.simulate;

import java.time.Instant;

/**
 * What a simulated cuff measured.
 *
 * @param at by the cuff's own clock
 * @param systolic mmHg
 * @param diastolic mmHg
 * @param pulse beats per minute
 */
record Measured(Instant at, int systolic, int diastolic, int pulse) {}
