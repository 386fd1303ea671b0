/**
 * What {@code ./cuffline decode} shows: lines of device test vectors answered in the fields of
 * their {@code expected}, and one payload told step by step to a person.
 *
 * <p>It reads and judges with the very parts that intake uses. It lies beside judging and not in
 * the package of the formats, since formats know nothing of judging.
 */
@NullMarked
package dev.cuffline.gateway.intake.vectors;

import org.jspecify.annotations.NullMarked;
