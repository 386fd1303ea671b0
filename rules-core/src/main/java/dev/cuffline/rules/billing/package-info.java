/**
 * Codes, rule sets by date of service, payer profiles, determinations: the only room that sees both
 * clocks.
 *
 * <p>Callers enter at {@link dev.cuffline.rules.billing.Determinations}. Which codes exist, from
 * how many days or seconds on, and since when, is a row of {@link
 * dev.cuffline.rules.billing.RuleSets}; what a payer changes is a {@link
 * dev.cuffline.rules.billing.PayerProfile}. The logic knows no code number, threshold or year.
 *
 * <p>A HOLD keeps the units that would come out once it is settled; BLOCKED and NONE have none.
 * Decision support, not coding advice. Code numbers only: the descriptors are the AMA's.
 */
@NullMarked
package dev.cuffline.rules.billing;

import org.jspecify.annotations.NullMarked;
