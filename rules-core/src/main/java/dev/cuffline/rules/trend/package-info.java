/**
 * The trend rules: what a patient's readings show against the rule pack (billing-rules.md 5.5), and
 * the life of the alert that somebody must deal with.
 *
 * <p>Callers enter at {@link dev.cuffline.rules.trend.Alerts#fold}, and at {@link
 * dev.cuffline.rules.trend.CriticalValues#find} for values whose patient is not known. A
 * <em>rule</em> is a value in a {@link dev.cuffline.rules.trend.RulePack}; it gives
 * <em>findings</em>; an <em>alert</em> gathers the findings of one cause family until somebody
 * resolves it.
 *
 * <p>Invariants, and what was decided where the text leaves room:
 *
 * <ul>
 *   <li>Findings are a function of the set of readings, never of the order in which they came.
 *       Where order matters it is the order of measurement; arrival only decides lateness, the wait
 *       for a repeat, what a person knew when acting, and which reading names the alert.
 *   <li>A critical value is never quieted: flags, an untrusted clock, manual entry, an earlier
 *       alert, the quiet time after a resolution and billing status hide none (P6). A critical
 *       reading that became known only after a resolution opens a new alert, although it was
 *       measured before it.
 *   <li>A reading with a suspect clock stands at its receipt, since its own time means nothing; it
 *       can raise and confirm, but never calm: only a repeat with a trusted time and without
 *       movement downgrades a critical value.
 *   <li>A second critical session under an unresolved live alert confirms it; no second wait.
 *   <li>A rise is the exact difference of two averages. Of the older and newer dates each needs its
 *       own minimum of dates and readings.
 *   <li>Silence is judged only where {@link dev.cuffline.rules.trend.Monitoring} says that somebody
 *       waits, counts no time away or out of order on our side, and ends with the next reading.
 *   <li>Session rules look at closed sessions only. Average rules are judged at every reading, over
 *       its local date and the six before it, so that an alert does not depend on when it is asked
 *       for; the weekly review list is judged on the date of {@code now}.
 * </ul>
 */
@NullMarked
package dev.cuffline.rules.trend;

import org.jspecify.annotations.NullMarked;
