package dev.cuffline.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.LenientErrorHandler;
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

  /**
   * Reads what somebody else encoded; elements that R4 does not have are passed over.
   *
   * @throws ca.uhn.fhir.parser.DataFormatException when it is no JSON of this type
   */
  public <T extends IBaseResource> T read(Class<T> type, String json) {
    IParser parser = Context.R4.newJsonParser();
    parser.setParserErrorHandler(new LenientErrorHandler(false));
    return parser.parseResource(type, json);
  }

  /** The class is loaded, and the context built, by the first call that needs it. */
  private static final class Context {
    static final FhirContext R4 = FhirContext.forR4Cached();
  }
}
