package dev.cuffline.fhir;

import ca.uhn.fhir.context.FhirContext;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Observation;

/**
 * R4 resources as JSON. Thread-safe: one context for the whole process, a parser for each call.
 *
 * <p>The context takes a second or two to build, so it is built at first use; {@link #warmUp} does
 * that off the start-up path.
 */
public final class FhirJson {
  /** Builds the context and a first parser; blocks until both are there. */
  public void warmUp() {
    encode(new Observation());
  }

  /** The resource on one line, as NDJSON and HTTP bodies want it. */
  public String encode(IBaseResource resource) {
    return Context.R4.newJsonParser().encodeResourceToString(resource);
  }

  /** The class is loaded, and the context built, by the first call that needs it. */
  private static final class Context {
    static final FhirContext R4 = FhirContext.forR4Cached();
  }
}
