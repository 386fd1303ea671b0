package dev.cuffline.gateway.ingress.bridge;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;

/** What HTTP ingest answers; every refusal is a problem detail of RFC 9457. */
final class Answers {
  private static final MediaType PROBLEM = MediaType.create("application", "problem+json");
  private static final int SOON_SECONDS = 1;
  private static final int LATER_SECONDS = 10;

  private Answers() {}

  static HttpResponse accepted(String transmissionId) {
    return HttpResponse.of(
        HttpStatus.ACCEPTED, MediaType.JSON, "{\"transmission\":\"" + transmissionId + "\"}");
  }

  static HttpResponse unknownKey() {
    return problem(
        headers(HttpStatus.UNAUTHORIZED)
            .set(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer realm=\"ingest\""),
        HttpStatus.UNAUTHORIZED,
        "Send the API key of a source as a bearer token or in X-Api-Key.");
  }

  static HttpResponse tooLarge(int maximumBytes) {
    return problem(
        headers(HttpStatus.REQUEST_ENTITY_TOO_LARGE),
        HttpStatus.REQUEST_ENTITY_TOO_LARGE,
        "A body may have at most " + maximumBytes + " bytes.");
  }

  static HttpResponse tooMany() {
    return problem(
        headers(HttpStatus.TOO_MANY_REQUESTS).setInt(HttpHeaderNames.RETRY_AFTER, SOON_SECONDS),
        HttpStatus.TOO_MANY_REQUESTS,
        "Too many requests are under way; wait for their answers.");
  }

  static HttpResponse notStored() {
    return problem(
        headers(HttpStatus.SERVICE_UNAVAILABLE).setInt(HttpHeaderNames.RETRY_AFTER, LATER_SECONDS),
        HttpStatus.SERVICE_UNAVAILABLE,
        "The transmission was not stored; send it again.");
  }

  private static ResponseHeadersBuilder headers(HttpStatus status) {
    return ResponseHeaders.builder(status).contentType(PROBLEM);
  }

  // All texts are our own and need no escaping.
  private static HttpResponse problem(
      ResponseHeadersBuilder headers, HttpStatus status, String detail) {
    String body =
        """
        {"type":"about:blank","title":"%s","status":%d,"detail":"%s"}\
        """
            .formatted(status.reasonPhrase(), status.code(), detail);
    return HttpResponse.of(headers.build(), HttpData.ofUtf8(body));
  }
}
