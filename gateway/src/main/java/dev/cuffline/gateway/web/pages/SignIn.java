package dev.cuffline.gateway.web.pages;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.server.HttpService;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signing in with a token of the API, and out. */
final class SignIn {
  private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);

  /** Tokens cannot be guessed (192 random bits); this only makes trying dull. */
  private static final Duration AFTER_A_WRONG_TOKEN = Duration.ofSeconds(1);

  private static final String WRONG =
      "This token is not known. Check that all of it was copied, without spaces; the"
          + " administrator's is in the file admin-token in the data folder.";
  private static final String FOREIGN =
      "This form was not sent from this page. Open the page anew and try again.";

  private final PageParts parts;
  private final Sessions sessions;
  private final SessionCookie cookie;
  private final Renderer renderer;
  private final Shell shell;

  SignIn(
      PageParts parts, Sessions sessions, SessionCookie cookie, Renderer renderer, Assets assets) {
    this.parts = parts;
    this.sessions = sessions;
    this.cookie = cookie;
    this.renderer = renderer;
    this.shell =
        new Shell("Sign in", "", "", "", List.of(), "", Set.of(), "", 0, 0, assets.paths());
  }

  HttpService form() {
    return (context, request) -> login(HttpStatus.OK, "");
  }

  private HttpResponse login(HttpStatus status, String problem) {
    return renderer.page(status, "login.jte", new NoticeView(shell, problem));
  }

  HttpService open() {
    return (context, request) -> HttpResponse.of(request.aggregate().thenApply(this::open));
  }

  private HttpResponse open(AggregatedHttpRequest request) {
    if (!Origin.isOurs(request.headers())) {
      return login(HttpStatus.FORBIDDEN, FOREIGN);
    }
    String token = QueryParams.fromQueryString(request.contentUtf8()).get("token", "").strip();
    Optional<String> opened = sessions.open(token);
    if (opened.isEmpty()) {
      LOG.atWarn().log("a wrong token was tried at the login");
      return HttpResponse.delayed(login(HttpStatus.FORBIDDEN, WRONG), AFTER_A_WRONG_TOKEN);
    }
    return withCookie(renderer.redirect(Links.WORK_LIST), cookie.keep(opened.get()));
  }

  HttpService close() {
    return (context, request) -> {
      if (!Origin.isOurs(request.headers())) {
        return login(HttpStatus.FORBIDDEN, FOREIGN);
      }
      cookie
          .read(request)
          .flatMap(sessions::find)
          .ifPresent(session -> {
            sessions.close(session);
            parts.live().end(session.holder());
          });
      return withCookie(renderer.redirect(Links.LOGIN), cookie.forget());
    };
  }

  private static HttpResponse withCookie(HttpResponse response, String header) {
    return response.mapHeaders(
        headers -> headers.withMutations(m -> m.add(HttpHeaderNames.SET_COOKIE, header)));
  }
}
