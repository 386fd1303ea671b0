package dev.cuffline.gateway.delivery;

import dev.cuffline.fhir.CodeMap;
import dev.cuffline.fhir.FhirJson;
import dev.cuffline.rules.reading.PracticeId;
import java.util.regex.Pattern;

/**
 * Encodes resources for sending, in the codes of a destination, and finds what each refers to.
 * Thread-safe.
 */
record ResourceText(FhirJson json, CodeMap codes) {
  /** Our own resources that one refers to; patients are the destination's. */
  private static final Pattern REFERENCE =
      Pattern.compile("\"reference\":\"((?:Device|Observation|DetectedIssue)/[^\"]+)\"");

  /**
   * One version of a resource, ready to be sent.
   *
   * @param identifier {@code system|value}; empty for a type that has none
   */
  Resource of(
      PracticeId practice, org.hl7.fhir.r4.model.Resource made, long version, String identifier) {
    codes.apply(made);
    String encoded = json.encode(made);
    return new Resource(
        practice,
        made.fhirType(),
        made.getIdPart(),
        version,
        identifier,
        REFERENCE.matcher(encoded).results().map(found -> found.group(1)).distinct().toList(),
        encoded);
  }
}
