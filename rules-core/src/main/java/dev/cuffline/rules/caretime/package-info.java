/**
 * The management clock: time entries, live contacts, calendar months (R25 to R43). Never looks at
 * data-days (P5).
 */
@NullMarked
package dev.cuffline.rules.caretime;

import org.jspecify.annotations.NullMarked;
