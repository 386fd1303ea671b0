package dev.cuffline.fhir;

import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Resource;

/** Says of a resource that nobody real is behind it. */
public final class TestData {
  private static final String REASONS = "http://terminology.hl7.org/CodeSystem/v3-ActReason";

  private TestData() {}

  /** Adds the security label HTEST (HL7 v3-ActReason; PHD has it for test data). */
  public static void label(Resource resource) {
    resource.getMeta().addSecurity(new Coding(REASONS, "HTEST", "test health data"));
  }
}
