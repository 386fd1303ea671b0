/**
 * The trend rules: what a patient's readings show against the rule pack (billing-rules.md 5.5), and
 * the life of the alert that somebody must deal with.
 */
@NullMarked
package dev.cuffline.rules.trend;

import org.jspecify.annotations.NullMarked;
