package dev.cuffline.gateway.web;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.MediaType;
import dev.cuffline.gateway.access.Permission;
import java.time.Duration;

/**
 * One line of the table of routes.
 *
 * @param method GET, POST or PUT
 * @param path below {@code /api/v1}, with {@code {name}} for variables
 * @param needed what the caller must be allowed to do
 * @param body what a POST or PUT must send
 * @param maxBytes largest body; more is answered 413
 * @param timeout after which the caller is told to come back
 * @param handler answers; runs on a virtual thread, may block
 */
record Endpoint(
    HttpMethod method,
    String path,
    Permission needed,
    MediaType body,
    long maxBytes,
    Duration timeout,
    Handler handler) {
  private static final long JSON_BYTES = 1 << 20;
  private static final long CSV_BYTES = 16 << 20;
  private static final Duration SHORT = Duration.ofSeconds(30);
  private static final Duration LONG = Duration.ofMinutes(5);

  /** Answers one call. */
  @FunctionalInterface
  interface Handler {
    Answer answer(Call call);
  }

  static Endpoint get(String path, Permission needed, Handler handler) {
    return new Endpoint(HttpMethod.GET, path, needed, MediaType.JSON, JSON_BYTES, SHORT, handler);
  }

  static Endpoint post(String path, Permission needed, Handler handler) {
    return new Endpoint(HttpMethod.POST, path, needed, MediaType.JSON, JSON_BYTES, SHORT, handler);
  }

  /** A POST that asks somebody else. */
  static Endpoint slow(String path, Permission needed, Handler handler) {
    return new Endpoint(HttpMethod.POST, path, needed, MediaType.JSON, JSON_BYTES, LONG, handler);
  }

  static Endpoint put(String path, Permission needed, Handler handler) {
    return new Endpoint(HttpMethod.PUT, path, needed, MediaType.JSON, JSON_BYTES, SHORT, handler);
  }

  static Endpoint upload(String path, Permission needed, Handler handler) {
    return new Endpoint(
        HttpMethod.POST, path, needed, MediaType.CSV_UTF_8, CSV_BYTES, LONG, handler);
  }
}
