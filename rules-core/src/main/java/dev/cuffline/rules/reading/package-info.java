/**
 * The vocabulary that every room speaks: what a reading is, when it was taken, by which device, for
 * which patient.
 *
 * <p>Values are immutable and carry their unit in the type or in the name. Pressures are in mmHg,
 * pulse rates in beats per minute, both as {@link java.math.BigDecimal} with the scale that the
 * device sent: 120 and 120.0 are different statements (HL7 PHD 2.0.0, FLOATS). Nothing here reads a
 * clock or knows a zone of its own.
 */
@NullMarked
package dev.cuffline.rules.reading;

import org.jspecify.annotations.NullMarked;
