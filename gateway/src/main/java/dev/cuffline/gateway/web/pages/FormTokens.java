package dev.cuffline.gateway.web.pages;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.common.RequestHeaders;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The secret of a session that stands in every form of its pages and must come back with whatever
 * is sent (cross-site request forgery, beside {@link Origin} and SameSite).
 *
 * <p>It is written into what a template has made, so that no form can be without it; scripts find
 * it in {@code <meta name="csrf-token">} and send it as {@code X-CSRF-Token}.
 */
final class FormTokens {
  /** Name of the field. */
  static final String FIELD = "csrf";

  /** Name of the header. */
  static final String HEADER = "x-csrf-token";

  private static final ScopedValue<String> TOKEN = ScopedValue.newInstance();

  /** The whole tag; templates write their attributes in double quotes. */
  private static final Pattern FORM = Pattern.compile("<form\\b[^>]*\\bmethod=\"post\"[^>]*>");

  private static final String HEAD_ENDS = "</head>";

  private FormTokens() {}

  /** Answers with pages whose forms carry the token of a session. */
  static HttpResponse in(PageSession session, Supplier<HttpResponse> answer) {
    return ScopedValue.where(TOKEN, session.formToken()).call(answer::get);
  }

  /** A page, or a part of one, with the token of the session that it is for. */
  static String written(String html) {
    if (!TOKEN.isBound()) {
      return html;
    }
    String token = TOKEN.get();
    String field = "$0<input type=\"hidden\" name=\"" + FIELD + "\" value=\"" + token + "\">";
    String whole = FORM.matcher(html).replaceAll(field);
    int head = whole.indexOf(HEAD_ENDS);
    return head < 0
        ? whole
        : whole.substring(0, head)
            + "<meta name=\"csrf-token\" content=\""
            + token
            + "\">\n"
            + whole.substring(head);
  }

  /** Whether what was sent carries the token of the session. */
  static boolean fits(PageSession session, RequestHeaders headers, QueryParams form) {
    String sent = headers.get(HEADER, form.get(FIELD, ""));
    return MessageDigest.isEqual(
        sent.getBytes(StandardCharsets.UTF_8),
        session.formToken().getBytes(StandardCharsets.UTF_8));
  }
}
