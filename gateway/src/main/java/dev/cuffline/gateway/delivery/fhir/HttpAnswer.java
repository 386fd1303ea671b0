package dev.cuffline.gateway.delivery.fhir;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * An answer as it came.
 *
 * @param contentType as stated, or empty
 * @param location header of that name
 * @param retryAfter how long it asks to be left alone
 * @param body as UTF-8
 */
record HttpAnswer(
    int status,
    String contentType,
    Optional<String> location,
    Optional<Duration> retryAfter,
    String body) {
  boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /** A page for people: of a proxy, a login, a server that is only starting. */
  boolean isPage() {
    return contentType.toLowerCase(Locale.ROOT).contains("html");
  }
}
