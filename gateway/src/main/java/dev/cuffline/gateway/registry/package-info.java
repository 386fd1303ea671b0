/**
 * Who and what there is: practices, practitioners, staff, patients, enrolments, devices,
 * assignments, sources and their credentials. All of it is authored by people, with actor and
 * instant, and dated where it changes over time.
 *
 * <p>Ingress asks {@link dev.cuffline.gateway.registry.Sources} who is calling; intake asks for a
 * {@link dev.cuffline.gateway.registry.DeviceRecord}, which is all that judging needs.
 */
@NullMarked
package dev.cuffline.gateway.registry;

import org.jspecify.annotations.NullMarked;
