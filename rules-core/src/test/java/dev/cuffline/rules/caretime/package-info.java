/** Tests of the management clock. */
@NullMarked
package dev.cuffline.rules.caretime;

import org.jspecify.annotations.NullMarked;
