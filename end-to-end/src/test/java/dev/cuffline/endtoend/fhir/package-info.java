/**
 * HAPI's plain FHIR server as a process of its own: in memory, with faults that a test switches on.
 */
@NullMarked
package dev.cuffline.endtoend.fhir;

import org.jspecify.annotations.NullMarked;
