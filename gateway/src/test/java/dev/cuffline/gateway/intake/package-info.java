/** Tests of this room. */
@NullMarked
package dev.cuffline.gateway.intake;

import org.jspecify.annotations.NullMarked;
