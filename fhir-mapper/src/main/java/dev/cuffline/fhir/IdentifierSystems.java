package dev.cuffline.fhir;

/**
 * The systems (absolute URIs) under which our business identifiers stand.
 *
 * @param readingKey of the reading, shared by all Observations made of it
 * @param observationKey of one Observation
 * @param deviceKey of one Device
 * @param alertKey of one DetectedIssue
 * @param taskKey of one Task
 * @param noticeKey of one Communication
 * @param practice of a practice, which no destination is sent as a resource
 * @param software of the gateway's software, which none is sent either
 */
public record IdentifierSystems(
    String readingKey,
    String observationKey,
    String deviceKey,
    String alertKey,
    String taskKey,
    String noticeKey,
    String practice,
    String software) {
  /**
   * The usual systems below a base.
   *
   * @param base absolute URI without a trailing slash, for example {@code
   *     https://gateway.example.org/fhir}
   */
  public static IdentifierSystems below(String base) {
    return new IdentifierSystems(
        base + "/reading-key",
        base + "/observation-key",
        base + "/device-key",
        base + "/alert-key",
        base + "/task-key",
        base + "/notice-key",
        base + "/practice",
        base + "/software");
  }
}
