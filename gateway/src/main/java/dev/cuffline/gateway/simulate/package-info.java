/**
 * Simulated cuffs: seeded patients, what goes wrong in the field, messages in real vendor formats
 * ({@link dev.cuffline.gateway.simulate.PayloadEncoder}), and the wires they leave by ({@link
 * dev.cuffline.gateway.simulate.Outlet}). {@link dev.cuffline.gateway.simulate.Simulation} is pure:
 * the same plan gives the same bytes, and it knows which dates must count. Nothing here is reached
 * by a gateway that runs for real patients, and nobody's data went into it.
 */
@NullMarked
package dev.cuffline.gateway.simulate;

import org.jspecify.annotations.NullMarked;
