/** Tests of this room. */
@NullMarked
package dev.cuffline.gateway.billing;

import org.jspecify.annotations.NullMarked;
