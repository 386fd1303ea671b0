package dev.cuffline.gateway.web.pages;

import com.linecorp.armeria.common.Cookie;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import java.util.Optional;

/** The cookie that holds a session: no script reads it, no other site sends it. */
final class SessionCookie {
  private static final String NAME = "cuffline-session";

  private final boolean secure;

  /**
   * Makes cookies.
   *
   * @param secure whether browsers may send them over TLS only
   */
  SessionCookie(boolean secure) {
    this.secure = secure;
  }

  /** Whether browsers may send cookies over TLS only. */
  boolean isSecure() {
    return secure;
  }

  Optional<String> read(HttpRequest request) {
    String header = request.headers().get(HttpHeaderNames.COOKIE, "");
    return header.isEmpty()
        ? Optional.empty()
        : Cookie.fromCookieHeader(header).stream()
            .filter(cookie -> cookie.name().equals(NAME))
            .map(Cookie::value)
            .findFirst();
  }

  /** The header's value that keeps a session until the browser is closed. */
  String keep(String value) {
    return cookie(value, -1);
  }

  /** The header's value that forgets it. */
  String forget() {
    return cookie("", 0);
  }

  private String cookie(String value, long maxAge) {
    var builder =
        Cookie.secureBuilder(NAME, value)
            .path("/")
            .httpOnly(true)
            .secure(secure)
            .sameSite("Strict");
    if (maxAge >= 0) {
      builder.maxAge(maxAge);
    }
    return builder.build().toSetCookieHeader();
  }
}
