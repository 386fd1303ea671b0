package dev.cuffline.gateway.web;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import dev.cuffline.gateway.registry.ApiToken;
import dev.cuffline.gateway.registry.ApiTokens;
import java.util.Locale;

/** Asks for {@code Authorization: Bearer TOKEN}. Does not block. */
final class TokenCheck {
  private static final String BEARER = "bearer ";

  private final ApiTokens tokens;

  TokenCheck(ApiTokens tokens) {
    this.tokens = tokens;
  }

  ApiToken require(HttpRequest request) {
    String header = request.headers().get(HttpHeaderNames.AUTHORIZATION, "");
    if (!header.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
      throw new ProblemException(
          Problem.Kind.UNAUTHENTICATED, "send Authorization: Bearer with a token");
    }
    return tokens
        .authenticate(header.substring(BEARER.length()).strip())
        .orElseThrow(
            () -> new ProblemException(Problem.Kind.UNAUTHENTICATED, "the token is not known"));
  }
}
