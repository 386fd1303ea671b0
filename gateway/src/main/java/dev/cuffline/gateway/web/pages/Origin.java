package dev.cuffline.gateway.web.pages;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.RequestHeaders;

/**
 * Whether a form comes from a page of our own (cross-site request forgery, beside SameSite=Strict).
 *
 * <p>Browsers say so in {@code Sec-Fetch-Site} (W3C Fetch Metadata); older ones in {@code Origin}.
 * A request that says neither is refused.
 */
final class Origin {
  private static final String SEC_FETCH_SITE = "sec-fetch-site";

  private Origin() {}

  static boolean isOurs(RequestHeaders headers) {
    String site = headers.get(SEC_FETCH_SITE, "");
    if (!site.isEmpty()) {
      return site.equals("same-origin");
    }
    String origin = headers.get(HttpHeaderNames.ORIGIN, "");
    String host = headers.authority();
    return host != null && (origin.equals("http://" + host) || origin.equals("https://" + host));
  }
}
