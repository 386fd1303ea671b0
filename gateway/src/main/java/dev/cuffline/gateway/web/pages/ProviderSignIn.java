package dev.cuffline.gateway.web.pages;

import com.linecorp.armeria.common.Cookie;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.HttpService;
import dev.cuffline.gateway.access.Account;
import dev.cuffline.gateway.access.oidc.OidcException;
import dev.cuffline.gateway.access.oidc.OidcProvider;
import dev.cuffline.gateway.access.oidc.OidcProvider.Person;
import dev.cuffline.gateway.access.oidc.OidcSettings;
import dev.cuffline.gateway.access.oidc.SignInAttempt;
import dev.cuffline.gateway.registry.Secrets;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signing in at an OpenID provider. Whoever is sent there gets a cookie, and is let in only with
 * it: nobody can be made to finish what another has begun (login CSRF). Each attempt counts once.
 */
final class ProviderSignIn {
  static final String BEGIN = "/login/oidc";
  static final String BACK = OidcSettings.BACK;

  private static final Logger LOG = LoggerFactory.getLogger(ProviderSignIn.class);
  private static final String COOKIE = "cuffline-sign-in";
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int MOST = 10_000;
  private static final String LOST =
      "Signing in took too long, or was begun in another window. Try again.";

  private final PageParts parts;
  private final OidcProvider provider;
  private final Sessions sessions;
  private final SessionCookie cookie;
  private final Renderer renderer;
  private final SignIn signIn;
  private final Executor blocking;
  private final Secrets secrets = new Secrets();
  private final Map<String, SignInAttempt> attempts = new ConcurrentHashMap<>();

  ProviderSignIn(
      PageParts parts,
      OidcProvider provider,
      Sessions sessions,
      SessionCookie cookie,
      Renderer renderer,
      SignIn signIn,
      Executor blocking) {
    this.parts = parts;
    this.provider = provider;
    this.sessions = sessions;
    this.cookie = cookie;
    this.renderer = renderer;
    this.signIn = signIn;
    this.blocking = blocking;
  }

  /** Sends somebody to the provider. */
  HttpService begin() {
    return (context, request) -> HttpResponse.of(() -> begin(request), blocking);
  }

  private HttpResponse begin(HttpRequest request) {
    try {
      SignInAttempt attempt =
          provider.begin("http://" + request.authority(), parts.clock().instant());
      String secret = secrets.next();
      makeRoom();
      attempts.put(Secrets.sha256Hex(secret), attempt);
      return with(renderer.redirect(attempt.to().toString()), keep(secret, PATIENCE.toSeconds()));
    } catch (OidcException refused) {
      return refused(refused);
    }
  }

  private void makeRoom() {
    attempts.values().removeIf(this::isOver);
    if (attempts.size() >= MOST) {
      attempts.entrySet().stream()
          .min(Map.Entry.comparingByValue(Comparator.comparing(SignInAttempt::begunAt)))
          .ifPresent(oldest -> attempts.remove(oldest.getKey()));
    }
  }

  private boolean isOver(SignInAttempt attempt) {
    return !parts.clock().instant().isBefore(attempt.begunAt().plus(PATIENCE));
  }

  /** Lets somebody in whom the provider has sent back. */
  HttpService back() {
    return (context, request) -> {
      String query = Optional.ofNullable(context.query()).orElse("");
      return HttpResponse.of(() -> back(request, query), blocking);
    };
  }

  private HttpResponse back(HttpRequest request, String query) {
    Optional<SignInAttempt> attempt =
        attempt(request)
            .flatMap(secret -> Optional.ofNullable(attempts.remove(Secrets.sha256Hex(secret))))
            .filter(begun -> !isOver(begun));
    if (attempt.isEmpty()) {
      return signIn.refused(LOST);
    }
    Account account;
    try {
      Person person = provider.finish(attempt.get(), query);
      account =
          parts
              .access()
              .providerAccounts()
              .save(person.subject(), person.name(), person.displayName(), person.grants())
              .join();
    } catch (OidcException refused) {
      return refused(refused);
    }
    if (account.disabled()) {
      return signIn.refused(
          "Your account is disabled. Whoever manages accounts can enable it again.");
    }
    return letIn(sessions.open(account));
  }

  /**
   * A page of our own that goes on by itself: browsers send a cookie with SameSite=Strict to no
   * page that another site has led to.
   */
  private HttpResponse letIn(String opened) {
    HttpResponse page =
        renderer.page(HttpStatus.OK, "signedIn.jte", new NoticeView(signIn.shell(), ""));
    return with(with(page, cookie.keep(opened)), keep("", 0))
        .mapHeaders(
            headers -> headers.withMutations(m -> m.set(HttpHeaderNames.REFRESH, "0; url=/")));
  }

  private HttpResponse refused(OidcException refused) {
    LOG.atWarn().addKeyValue("reason", refused.reason()).log("a sign-in at the provider failed");
    return signIn.refused(refused.words());
  }

  private static Optional<String> attempt(HttpRequest request) {
    String header = request.headers().get(HttpHeaderNames.COOKIE, "");
    return header.isEmpty()
        ? Optional.empty()
        : Cookie.fromCookieHeader(header).stream()
            .filter(sent -> sent.name().equals(COOKIE))
            .map(Cookie::value)
            .findFirst();
  }

  /** Lax: it must come with whom the provider sends back. */
  private String keep(String value, long seconds) {
    return Cookie.secureBuilder(COOKIE, value)
        .path(BEGIN)
        .httpOnly(true)
        .secure(cookie.isSecure())
        .sameSite("Lax")
        .maxAge(seconds)
        .build()
        .toSetCookieHeader();
  }

  private static HttpResponse with(HttpResponse response, String header) {
    return response.mapHeaders(
        headers -> headers.withMutations(m -> m.add(HttpHeaderNames.SET_COOKIE, header)));
  }
}
