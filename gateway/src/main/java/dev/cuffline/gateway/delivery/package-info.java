/**
 * What leaves: the outbox of each destination, sent at least once, with ids that make it at most
 * one resource a reading (P4).
 *
 * <pre>
 *  outbox ─► Parcels ───────► Downstream ──────────► Ledger, one transaction:
 *            content now,     NDJSON folder,         delivered, parked, no longer waiting
 *            in order,        FHIR server
 *            what is new      webhook
 *                             └─ fault ─► Circuit: probes, then everything again
 * </pre>
 *
 * <p>{@link dev.cuffline.gateway.delivery.Delivery} keeps a destination going; what a type of
 * destination does with resources is a {@link dev.cuffline.gateway.delivery.Downstream}, and
 * everything else is common. A destination never slows another one or an acknowledgement (P8): each
 * has its threads, and reads what the store holds. Content is made at the time of sending, so a
 * retry sends the current version.
 *
 * <p>Order is kept per resource (no two versions are under way at once) and along references (what
 * is referred to goes first, and what refers to something refused is parked with it). Everything
 * else is sent in parallel, as far as the destination takes it.
 *
 * <p>{@link dev.cuffline.gateway.delivery.FhirResources} makes resources of what is stored, in the
 * {@link dev.cuffline.gateway.delivery.Manner} of a destination and as far as it wants them ({@link
 * dev.cuffline.gateway.delivery.Filtered}): readings, what was taken away from a patient, alerts,
 * and the means that {@link dev.cuffline.gateway.delivery.PressureMeans} computes. Where its
 * settings name them ({@link dev.cuffline.gateway.delivery.OnRequest}), Provenance follows a
 * reading, and Task and Communication an alert. Of several gateways on one store, one at a time
 * sends to a destination.
 */
@NullMarked
package dev.cuffline.gateway.delivery;

import org.jspecify.annotations.NullMarked;
