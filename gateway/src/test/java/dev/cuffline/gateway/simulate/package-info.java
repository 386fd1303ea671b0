/** Tests of the simulated cuffs. */
@NullMarked
package dev.cuffline.gateway.simulate;

import org.jspecify.annotations.NullMarked;
