/** Tests of this room. */
@NullMarked
package dev.cuffline.gateway.format.described;

import org.jspecify.annotations.NullMarked;
