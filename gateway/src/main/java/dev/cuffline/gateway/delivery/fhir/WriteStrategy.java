package dev.cuffline.gateway.delivery.fhir;

/**
 * How a resource of one type comes to stand at a server once, however often it is sent (DESIGN.md
 * section 4). Races in conditional create are real in every server looked at: the gateway sends no
 * resource twice at once, and its own reading key is the authority.
 */
sealed interface WriteStrategy {
  /** {@code PUT} with our deterministic id creates or updates. */
  record UpdateAsCreate() implements WriteStrategy {}

  /**
   * {@code POST} with {@code If-None-Exist} on our identifier; what was there already is then
   * updated under the server's id, since it may be an older version.
   */
  record ConditionalCreate() implements WriteStrategy {}

  /** A search for our identifier, then {@code POST}, or {@code PUT} to what was found. */
  record SearchThenCreate() implements WriteStrategy {}
}
