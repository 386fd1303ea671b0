/**
 * Readings, devices, alerts and means as FHIR R4 resources. Pure: HAPI's model and parser, no
 * client, no clock.
 *
 * <p>Callers enter at {@link dev.cuffline.fhir.ObservationMapper} and {@link
 * dev.cuffline.fhir.DeviceMapper}, and write what these return with {@link
 * dev.cuffline.fhir.FhirJson}. Blood pressures conform to US Core Blood Pressure 8.0.0, heart rates
 * to US Core Heart Rate 8.0.0, means to US Core Average Blood Pressure 8.0.0; where a hub has read
 * a BLE cuff, Observations and Devices conform to HL7's PHD 2.0.0 too. {@link
 * dev.cuffline.fhir.Shape} says what one destination takes of it. Where a destination wants them,
 * {@link dev.cuffline.fhir.ProvenanceMapper} says where Observations come from, and {@link
 * dev.cuffline.fhir.TaskMapper} what an alert asks of people. The ids of resources are made here,
 * from the gateway's identity key and nothing that changes, so that a retry meets the resource it
 * made before (P4).
 *
 * <p>What the device said about a measurement (movement, irregular pulse …) and doubts about its
 * time are notes on the Observation: never a diagnosis, and not extra components, which readers of
 * a US Core blood pressure do not expect.
 */
@NullMarked
package dev.cuffline.fhir;

import org.jspecify.annotations.NullMarked;
