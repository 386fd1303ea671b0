/**
 * Alerts of patients: loads what the trend rules ask for, folds, and keeps the result; and the
 * timer for what happens because time passes.
 *
 * <p>What an alert is and when it pages is decided by {@code rules.trend} alone. Rows of alerts and
 * findings are derived: folding the stored readings and the authored actions again gives the same
 * ones. Who was told what is written once, in {@code notice}, and never by a replay.
 */
@NullMarked
package dev.cuffline.gateway.alerting;

import org.jspecify.annotations.NullMarked;
