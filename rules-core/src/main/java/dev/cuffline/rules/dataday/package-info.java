/**
 * The device clock: data-days and fixed 30-day periods (R8 to R24). Never looks at minutes (P5).
 */
@NullMarked
package dev.cuffline.rules.dataday;

import org.jspecify.annotations.NullMarked;
