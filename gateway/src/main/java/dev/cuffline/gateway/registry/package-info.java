/**
 * Who and what there is: practices, practitioners, staff, patients, enrolments, devices,
 * assignments, sources and their credentials. All of it is authored by people, with actor and
 * instant, and dated where it changes over time.
 *
 * <p>{@link dev.cuffline.gateway.registry.Registry} takes the commands of people, each one
 * transaction, and tells a {@link dev.cuffline.gateway.registry.RegistryListener} inside it; {@link
 * dev.cuffline.gateway.registry.RegistryQueries} answers what is on file. What a row was before a
 * change is kept in {@code authored_history}. Two records of one person are merged and parted again
 * ({@link dev.cuffline.gateway.registry.PatientMerge}); what happens to a device is written down
 * once ({@link dev.cuffline.gateway.registry.DeviceEvent}); how a sender's times are to be read is
 * dated ({@link dev.cuffline.gateway.registry.SourceClock}). What an EHR says of an enrolment is
 * filled in where it is missing and proposed where it contradicts ({@link
 * dev.cuffline.gateway.registry.EhrProposal}). Records refuse bad values by the field's name.
 *
 * <p>Ingress asks {@link dev.cuffline.gateway.registry.Sources} who is calling; intake asks {@link
 * dev.cuffline.gateway.registry.DeviceDirectory} for a {@link
 * dev.cuffline.gateway.registry.DeviceRecord}, which is all that judging needs.
 */
@NullMarked
package dev.cuffline.gateway.registry;

import org.jspecify.annotations.NullMarked;
