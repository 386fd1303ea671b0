package dev.cuffline.fhir;

import dev.cuffline.rules.reading.PracticeId;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;

/**
 * Who takes part and is no resource at any destination: logical references, by identifiers of ours
 * that name no person.
 */
record Parties(IdentifierSystems systems) {
  private static final String SOFTWARE = "cuffline";

  /** The gateway's software. */
  Reference software() {
    return logical("Device", systems.software(), SOFTWARE).setDisplay("Cuffline");
  }

  /** The practice whose patient it is. */
  Reference practice(PracticeId practice) {
    return logical("Organization", systems.practice(), practice.value());
  }

  private static Reference logical(String type, String system, String value) {
    return new Reference()
        .setType(type)
        .setIdentifier(new Identifier().setSystem(system).setValue(value));
  }
}
