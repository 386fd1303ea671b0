/**
 * Load tests: a gateway as a child process on temporary data, made-up devices enrolled in bulk, a
 * lean MQTT client that keeps its pace, a FHIR server in memory, and a report that sets what was
 * measured beside the targets of DESIGN.md section 5. Load and gateway share the machine. Latency
 * is counted from the moment at which a message was meant to leave, so that a stall of the gateway
 * hides nothing. Nothing here is reached by a gateway that runs for real patients.
 */
@NullMarked
package dev.cuffline.gateway.bench;

import org.jspecify.annotations.NullMarked;
