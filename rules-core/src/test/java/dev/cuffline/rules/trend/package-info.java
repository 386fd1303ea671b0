/** Tests of the trend rules. */
@NullMarked
package dev.cuffline.rules.trend;

import org.jspecify.annotations.NullMarked;
