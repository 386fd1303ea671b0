/** Tests of this room. */
@NullMarked
package dev.cuffline.gateway.format;

import org.jspecify.annotations.NullMarked;
