/**
 * Alerts of patients: loads what the trend rules ask for, folds, and keeps the result; and the
 * timer for what happens because time passes.
 *
 * <p>What the last fold has left to know of a patient is kept in memory as far as it fits ({@link
 * dev.cuffline.gateway.alerting.KeptTrends}), so that a reading in order reads nothing and, where
 * no rule can be met, folds nothing; a property test holds it against reading all again.
 *
 * <p>Readings that do not come are looked for every few minutes ({@link
 * dev.cuffline.gateway.alerting.SilenceWatch}). When nothing could arrive is recorded here, because
 * nothing else remembers it: the runs of this gateway, and sources that were silent as a whole.
 *
 * <p>What an alert is and when it pages is decided by {@code rules.trend} alone. Rows of alerts and
 * findings are derived: folding the stored readings and the authored actions again gives the same
 * ones. Who was told what is written once, in {@code notice}, and never by a replay.
 */
@NullMarked
package dev.cuffline.gateway.alerting;

import org.jspecify.annotations.NullMarked;
