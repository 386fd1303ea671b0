/** What operators look at: liveness, readiness, metrics. */
@NullMarked
package dev.cuffline.gateway.ops;

import org.jspecify.annotations.NullMarked;
