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
 * @param basedOn whether Observations name the order to monitor
 */
public record Manner(
    Shape shape, Subject subject, String patientSystem, String identifierBase, BasedOn basedOn) {
  /** Everything, with our own ids. */
  public static final Manner USUAL = new Manner(Shape.USUAL, Subject.ID, "", "urn:cuffline");

  /** One whose Observations name no order. */
  public Manner(Shape shape, Subject subject, String patientSystem, String identifierBase) {
    this(shape, subject, patientSystem, identifierBase, BasedOn.NONE);
  }

  /** What an Observation is based on. */
  public enum BasedOn {
    /** Nothing is said. */
    NONE,
    /** The order in force on the date of the reading, where its EHR's id or its own is known. */
    ORDER
  }

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
