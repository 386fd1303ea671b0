/** Tests of the device clock. */
@NullMarked
package dev.cuffline.rules.dataday;

import org.jspecify.annotations.NullMarked;
