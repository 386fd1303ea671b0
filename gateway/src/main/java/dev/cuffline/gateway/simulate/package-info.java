/**
 * Simulated cuffs: seeded patients, field faults, and messages in real vendor formats, published
 * over real MQTT. Nothing here is reached by a gateway that runs for real patients.
 */
@NullMarked
package dev.cuffline.gateway.simulate;

import org.jspecify.annotations.NullMarked;
