/** Tests of this room. */
@NullMarked
package dev.cuffline.gateway.intake.vectors;

import org.jspecify.annotations.NullMarked;
