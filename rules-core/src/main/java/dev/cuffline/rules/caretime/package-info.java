/**
 * The management clock: time entries, live contacts, calendar months (R25 to R43). Never looks at
 * data-days (P5).
 *
 * <p>{@code CareTime.judge} judges one entry; {@code CareTime.months} lays entries on calendar
 * months of the practice's zone. Time is a union of intervals between instants, so summer time,
 * overlaps and colleagues working at once cannot make seconds; nothing is ever rounded up (R26,
 * R28, R41). An entry counts, is held (it would count once a person supplies or decides something),
 * or is not counted.
 */
@NullMarked
package dev.cuffline.rules.caretime;

import org.jspecify.annotations.NullMarked;
