/** Tests of this room. */
@NullMarked
package dev.cuffline.gateway.alerting;

import org.jspecify.annotations.NullMarked;
