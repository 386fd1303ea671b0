/**
 * Readings and devices as FHIR R4 resources. Pure: HAPI's model and parser, no client, no clock.
 */
@NullMarked
package dev.cuffline.fhir;

import org.jspecify.annotations.NullMarked;
