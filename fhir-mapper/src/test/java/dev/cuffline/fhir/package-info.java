/** Tests of what we write as FHIR, held against US Core 8.0.0 by HAPI's validator. */
@NullMarked
package dev.cuffline.fhir;

import org.jspecify.annotations.NullMarked;
