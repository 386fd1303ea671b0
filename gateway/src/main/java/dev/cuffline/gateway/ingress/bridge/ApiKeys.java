package dev.cuffline.gateway.ingress.bridge;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.RequestHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Finds the API key in a request's headers. */
final class ApiKeys {
  private static final String SCHEME = "Bearer ";
  private static final String HEADER = "x-api-key";

  private ApiKeys() {}

  /** The key of {@code Authorization: Bearer}, else of {@code X-Api-Key}; empty when neither is. */
  static Optional<byte[]> of(RequestHeaders headers) {
    String authorization = headers.get(HttpHeaderNames.AUTHORIZATION, "");
    String key =
        authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
            ? authorization.substring(SCHEME.length()).strip()
            : headers.get(HEADER, "");
    return key.isEmpty() ? Optional.empty() : Optional.of(key.getBytes(StandardCharsets.UTF_8));
  }
}
