package dev.cuffline.gateway.delivery;

import dev.cuffline.fhir.Shape;

/**
 * How one destination wants to be told.
 *
 * @param shape of Observations
 * @param subject how it knows patients
 * @param patientSystem system of the identifier by which it knows them; empty with our ids
 * @param identifierBase below which the systems of our own identifiers stand: an absolute URI
 *     without a slash at its end
 */
public record Manner(Shape shape, Subject subject, String patientSystem, String identifierBase) {
  /** Everything, with our own ids. */
  public static final Manner USUAL = new Manner(Shape.USUAL, Subject.ID, "", "urn:cuffline");

  /** How a destination knows patients. */
  public enum Subject {
    /** {@code Patient/…} with our id. */
    ID,
    /** A logical reference: the identifier alone. */
    IDENTIFIER,
    /** A conditional reference that the server resolves: {@code Patient?identifier=…}. */
    CONDITIONAL
  }
}
