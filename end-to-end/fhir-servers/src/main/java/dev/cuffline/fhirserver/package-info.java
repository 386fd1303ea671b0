/**
 * FHIR servers that tests start as processes of their own, with faults that a test switches on:
 * {@link dev.cuffline.fhirserver.PlainFhirServer}, HAPI's plain server in memory, which starts in a
 * second, and {@link dev.cuffline.fhirserver.JpaFhirServer}, HAPI's JPA server on an H2 file, which
 * is what people run.
 *
 * <p>A module of its own for the sake of its class path: the JPA server brings Spring, Hibernate
 * and two hundred more libraries, in other versions than ours. Tests know its processes alone, by
 * {@code target/class-path}.
 */
@NullMarked
package dev.cuffline.fhirserver;

import org.jspecify.annotations.NullMarked;
