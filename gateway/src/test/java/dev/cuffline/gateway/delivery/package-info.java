/** Tests of this room. */
@NullMarked
package dev.cuffline.gateway.delivery;

import org.jspecify.annotations.NullMarked;
