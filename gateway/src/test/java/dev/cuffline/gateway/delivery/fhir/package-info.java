/** Tests of delivery to FHIR servers. */
@NullMarked
package dev.cuffline.gateway.delivery.fhir;

import org.jspecify.annotations.NullMarked;
