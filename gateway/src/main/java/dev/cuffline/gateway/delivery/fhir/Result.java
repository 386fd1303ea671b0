package dev.cuffline.gateway.delivery.fhir;

import java.util.Optional;

/** What a server made of one write. */
sealed interface Result {
  /**
   * It was done.
   *
   * @param status HTTP, 200 to 299
   * @param id under which the server keeps it, when it said so
   */
  record Done(int status, Optional<String> id) implements Result {}

  /** It will never be done. */
  record Refused(String reason) implements Result {}
}
