package dev.cuffline.gateway.web;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.ResponseHeaders;
import java.util.Map;

/** Headers of every answer; a service that sets one of them itself keeps its own. */
final class SecurityHeaders {
  private static final Map<CharSequence, String> HEADERS =
      Map.of(
          HttpHeaderNames.X_CONTENT_TYPE_OPTIONS,
          "nosniff",
          HttpHeaderNames.CONTENT_SECURITY_POLICY,
          "default-src 'none'; frame-ancestors 'none'",
          HttpHeaderNames.X_FRAME_OPTIONS,
          "DENY",
          HttpHeaderNames.REFERRER_POLICY,
          "no-referrer",
          HttpHeaderNames.CACHE_CONTROL,
          "no-store");

  private SecurityHeaders() {}

  static ResponseHeaders addTo(ResponseHeaders headers) {
    if (headers.status().isInformational()) {
      return headers;
    }
    return headers.withMutations(builder ->
        HEADERS.forEach((name, value) -> {
          if (!builder.contains(name)) {
            builder.set(name, value);
          }
        }));
  }
}
