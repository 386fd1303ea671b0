/**
 * Delivery to a FHIR R4 server: what its CapabilityStatement lets us do, the requests that follow
 * from it, and what its answers mean.
 *
 * <pre>
 *  parcel ─► waves by reference ─► a WriteStrategy for each type ─► Requests ─► Carriage ─► Verdict
 *                                  PUT with our id                            transaction    taken
 *                                  conditional create                         batch          refused (bisected)
 *                                  search, then create                        single         fault (sent again)
 * </pre>
 *
 * <p>The requests go through the JDK's HTTP client and the answers through HAPI's parser, not
 * through HAPI's generic client, for what the latter does not offer: one deadline for a whole
 * exchange (its socket time-out begins anew with each byte, so a server that trickles holds a
 * connection for ever), a limit on what is read of an answer (a proxy's error page may have any
 * length), the {@code Retry-After} header and the status as values instead of exceptions by status,
 * and bodies that are encoded already. It would also bring a second HTTP stack, Apache's 4.5.
 *
 * <p>Tokens of SMART Backend Services are asked for by {@code SmartTokens}, with a {@link
 * dev.cuffline.gateway.delivery.fhir.SmartKey}. {@link
 * dev.cuffline.gateway.delivery.fhir.FhirCheck} goes the same way for a person, and {@link
 * dev.cuffline.gateway.delivery.fhir.EhrPatients} reads what an EHR knows of patients.
 *
 * <p>Redirects are not followed: a server's address is a setting, and a login page is no FHIR
 * server.
 */
@NullMarked
package dev.cuffline.gateway.delivery.fhir;

import org.jspecify.annotations.NullMarked;
