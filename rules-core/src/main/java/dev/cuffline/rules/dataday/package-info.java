/**
 * The device clock: data-days and fixed 30-day periods (R8 to R24). Never looks at minutes (P5).
 *
 * <p>Three steps, each a pure function of {@link dev.cuffline.rules.dataday.DataDays}: {@code
 * qualify} judges one reading (and is what a day cache stores), {@code judge} puts a patient's
 * readings in order and drops repetitions, {@code periods} lays the judged readings on the grid. A
 * reading counts, is held (it would count once a person supplies what is missing) or is excluded; a
 * held reading is never silently zero (R1).
 */
@NullMarked
package dev.cuffline.rules.dataday;

import org.jspecify.annotations.NullMarked;
