package dev.cuffline.gateway.web;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import dev.cuffline.gateway.access.ApiToken;
import dev.cuffline.gateway.access.ApiTokens;
import dev.cuffline.gateway.registry.Secrets;
import java.util.Locale;

/** Asks for {@code Authorization: Bearer TOKEN}. Does not block. */
final class TokenCheck {
  private static final String BEARER = "bearer ";

  private final ApiTokens tokens;

  TokenCheck(ApiTokens tokens) {
    this.tokens = tokens;
  }

  /** The same, for somebody who stays. */
  WebPages.User requireUser(HttpRequest request) {
    ApiToken token = require(request);
    String holder = Secrets.sha256Hex(secret(request));
    return new WebPages.User(() -> token, holder, () -> tokens.standing(holder).isPresent());
  }

  ApiToken require(HttpRequest request) {
    return tokens
        .authenticate(secret(request))
        .orElseThrow(
            () -> new ProblemException(Problem.Kind.UNAUTHENTICATED, "the token is not known"));
  }

  private static String secret(HttpRequest request) {
    String header = request.headers().get(HttpHeaderNames.AUTHORIZATION, "");
    if (!header.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
      throw new ProblemException(
          Problem.Kind.UNAUTHENTICATED, "send Authorization: Bearer with a token");
    }
    return header.substring(BEARER.length()).strip();
  }
}
