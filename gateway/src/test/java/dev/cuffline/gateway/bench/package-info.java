/** Tests of the load tests. */
@NullMarked
package dev.cuffline.gateway.bench;

import org.jspecify.annotations.NullMarked;
