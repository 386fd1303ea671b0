/**
 * Codes, rule sets by date of service, payer profiles, determinations: the only room that sees both
 * clocks.
 */
@NullMarked
package dev.cuffline.rules.billing;

import org.jspecify.annotations.NullMarked;
