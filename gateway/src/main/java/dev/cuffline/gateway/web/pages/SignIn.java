package dev.cuffline.gateway.web.pages;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.server.HttpService;
import dev.cuffline.gateway.access.Account;
import dev.cuffline.gateway.access.Passwords;
import dev.cuffline.gateway.access.oidc.OidcProvider;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signing in with a name and a password, or with a token of the API, and out. */
final class SignIn {
  private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);

  /** When a no is said, however long it took to find out: the time tells nothing of an account. */
  private static final Duration NO_AFTER = Duration.ofSeconds(1);

  private static final String WRONG =
      "That did not work. Check the name and the password; after several wrong ones an account is"
          + " locked for a while, and whoever manages accounts can give you a new password.";
  private static final String WRONG_TOKEN =
      "This token is not known. Check that all of it was copied, without spaces; the"
          + " administrator's is in the file admin-token in the data folder.";
  private static final String FOREIGN =
      "This form was not sent from this page. Open the page anew and try again.";

  private final PageParts parts;
  private final Sessions sessions;
  private final SessionCookie cookie;
  private final Renderer renderer;
  private final Executor blocking;
  private final Shell shell;
  private final String provider;

  SignIn(
      PageParts parts,
      Sessions sessions,
      SessionCookie cookie,
      Renderer renderer,
      Assets assets,
      Executor blocking) {
    this.parts = parts;
    this.sessions = sessions;
    this.cookie = cookie;
    this.renderer = renderer;
    this.blocking = blocking;
    this.shell =
        new Shell(
            "Sign in",
            "",
            "",
            "",
            List.of(),
            "",
            false,
            Set.of(),
            "",
            0,
            0,
            Optional.empty(),
            assets.paths());
    this.provider = parts.access().provider().map(OidcProvider::shownName).orElse("");
  }

  /** Around pages for nobody in particular. */
  Shell shell() {
    return shell;
  }

  HttpService form() {
    return (context, request) -> login(HttpStatus.OK, "", "", "");
  }

  private HttpResponse login(HttpStatus status, String name, String problem, String tokenProblem) {
    boolean alone = provider.isEmpty() && parts.access().accounts().all().isEmpty();
    String tokens = alone && tokenProblem.isEmpty() ? problem : tokenProblem;
    return renderer.page(
        status, "login.jte", new LoginView(shell, name, problem, tokens, provider, alone));
  }

  /** The sign-in with words about what went wrong elsewhere. */
  HttpResponse refused(String problem) {
    return login(HttpStatus.FORBIDDEN, "", problem, "");
  }

  HttpService open() {
    return (context, request) ->
        HttpResponse.of(request.aggregate().thenApplyAsync(this::open, blocking));
  }

  private HttpResponse open(AggregatedHttpRequest request) {
    if (!Origin.isOurs(request.headers())) {
      return refused(FOREIGN);
    }
    QueryParams form = QueryParams.fromQueryString(request.contentUtf8());
    long began = System.nanoTime();
    String token = form.get("token", "").strip();
    return token.isEmpty()
        ? byPassword(form.get("name", "").strip(), form.get("password", ""), began)
        : byToken(token, began);
  }

  private HttpResponse byToken(String token, long began) {
    Optional<String> opened = sessions.open(token);
    if (opened.isEmpty()) {
      LOG.atWarn().log("a wrong token was tried at the login");
      return later(began, login(HttpStatus.FORBIDDEN, "", "", WRONG_TOKEN));
    }
    return signedIn(opened.get());
  }

  private HttpResponse byPassword(String name, String password, long began) {
    Optional<Account> account;
    try {
      account = parts.access().passwords().signIn(name, password);
    } catch (Passwords.BusyException busy) {
      return login(HttpStatus.SERVICE_UNAVAILABLE, name, "Not now: " + busy.getMessage() + ".", "");
    }
    if (account.isEmpty()) {
      LOG.atWarn().log("a wrong name or password was tried at the login");
      return later(began, login(HttpStatus.FORBIDDEN, name, WRONG, ""));
    }
    return signedIn(sessions.open(account.get()));
  }

  private static HttpResponse later(long began, HttpResponse no) {
    Duration left = NO_AFTER.minusNanos(System.nanoTime() - began);
    return left.isPositive() ? HttpResponse.delayed(no, left) : no;
  }

  private HttpResponse signedIn(String opened) {
    return withCookie(renderer.redirect(Links.WORK_LIST), cookie.keep(opened));
  }

  HttpService close() {
    return (context, request) ->
        HttpResponse.of(request.aggregate().thenApply(whole -> close(request, whole)));
  }

  private HttpResponse close(HttpRequest request, AggregatedHttpRequest whole) {
    if (!Origin.isOurs(whole.headers())) {
      return refused(FOREIGN);
    }
    Optional<PageSession> session = cookie.read(request).flatMap(sessions::find);
    QueryParams form = QueryParams.fromQueryString(whole.contentUtf8());
    if (session.isPresent()) {
      if (!FormTokens.fits(session.get(), whole.headers(), form)) {
        return refused(FOREIGN);
      }
      sessions.close(session.get());
      parts.live().end(session.get().holder());
    }
    return withCookie(renderer.redirect(Links.LOGIN), cookie.forget());
  }

  private static HttpResponse withCookie(HttpResponse response, String header) {
    return response.mapHeaders(
        headers -> headers.withMutations(m -> m.add(HttpHeaderNames.SET_COOKIE, header)));
  }
}
