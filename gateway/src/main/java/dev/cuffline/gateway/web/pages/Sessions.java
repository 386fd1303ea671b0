package dev.cuffline.gateway.web.pages;

import dev.cuffline.gateway.access.Access;
import dev.cuffline.gateway.access.Account;
import dev.cuffline.gateway.access.Accounts;
import dev.cuffline.gateway.access.ApiTokens;
import dev.cuffline.gateway.access.Principal;
import dev.cuffline.gateway.registry.Secrets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Who is signed in, in memory: a restart signs everybody out. A session is known by the SHA-256 of
 * the 192 random bits in its cookie; it ends when it was not used for {@link #IDLE}, after {@link
 * #LONGEST}, when its token is gone, or when somebody signs out. Safe for many threads.
 */
final class Sessions {
  /** Without a person's request: what a page fetches by itself is no use. */
  static final Duration IDLE = Duration.ofHours(1);

  /** A long shift. */
  static final Duration LONGEST = Duration.ofHours(13);

  private static final int MOST = 10_000;

  private final ApiTokens tokens;
  private final Accounts accounts;
  private final Clock clock;
  private final Secrets secrets = new Secrets();
  private final Map<String, PageSession> bySha256 = new ConcurrentHashMap<>();

  Sessions(Access access, Clock clock) {
    this.tokens = access.tokens();
    this.accounts = access.accounts();
    this.clock = clock;
  }

  /** Signs in with a token; the answer is the cookie's value. Empty when it is not known. */
  Optional<String> open(String token) {
    String sha256 = Secrets.sha256Hex(token);
    return tokens.standing(sha256).map(known -> open(known, () -> tokens.standing(sha256)));
  }

  /** Signs somebody in who has shown who they are; the answer is the cookie's value. */
  String open(Account account) {
    return open(account, () -> accounts.standing(account.id(), account.passwordVersion()));
  }

  private String open(Principal who, Supplier<? extends Optional<? extends Principal>> standing) {
    makeRoom();
    String cookie = secrets.next();
    String holder = Secrets.sha256Hex(cookie);
    bySha256.put(holder, new PageSession(holder, secrets.next(), who, standing, clock.instant()));
    return cookie;
  }

  private void makeRoom() {
    bySha256.values().removeIf(session -> !stands(session));
    if (bySha256.size() >= MOST) {
      bySha256.values().stream()
          .min(Comparator.comparing(PageSession::usedAt))
          .ifPresent(oldest -> bySha256.remove(oldest.holder()));
    }
  }

  /** The session of a cookie, if it still stands. */
  Optional<PageSession> find(String cookie) {
    PageSession session = bySha256.get(Secrets.sha256Hex(cookie));
    if (session == null) {
      return Optional.empty();
    }
    if (!stands(session)) {
      bySha256.remove(session.holder());
      return Optional.empty();
    }
    return Optional.of(session);
  }

  /** A person has done something. */
  void used(PageSession session) {
    session.usedAt(clock.instant());
  }

  boolean stands(PageSession session) {
    Instant now = clock.instant();
    return bySha256.get(session.holder()) == session
        && now.isBefore(session.openedAt().plus(LONGEST))
        && now.isBefore(session.usedAt().plus(IDLE))
        && session.stands();
  }

  void close(PageSession session) {
    bySha256.remove(session.holder());
  }
}
