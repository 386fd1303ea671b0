package dev.cuffline.gateway.delivery;

import dev.cuffline.rules.reading.PracticeId;
import java.util.List;

/**
 * One version of a FHIR resource, ready to be sent.
 *
 * @param practice whose it is
 * @param type FHIR resource type
 * @param id FHIR id
 * @param version grows with each change
 * @param identifier of this resource alone, {@code system|value}: what a conditional write looks
 *     for
 * @param refersTo keys of those of our own resources that must be there before it
 * @param json one line, without a line break
 */
public record Resource(
    PracticeId practice,
    String type,
    String id,
    long version,
    String identifier,
    List<String> refersTo,
    String json) {
  /** Copies the references. */
  public Resource {
    refersTo = List.copyOf(refersTo);
  }

  /** {@code Type/id}: the same for every version. */
  public String key() {
    return type + "/" + id;
  }
}
