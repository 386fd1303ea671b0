/** The acceptance tables: one scenario a line, in words a biller can check. */
@NullMarked
package dev.cuffline.rules.acceptance;

import org.jspecify.annotations.NullMarked;
