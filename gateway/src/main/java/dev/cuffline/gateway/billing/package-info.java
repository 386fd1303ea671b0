/**
 * Billing, the shell around {@code rules.billing}: gathers the facts of a patient from the store
 * and asks the pure function. Nothing is accumulated; the data-day table is a cache of {@code
 * rules.dataday} that a test compares with the function.
 */
@NullMarked
package dev.cuffline.gateway.billing;

import org.jspecify.annotations.NullMarked;
