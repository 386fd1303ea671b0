package dev.cuffline.gateway.web.pages;

import dev.cuffline.gateway.registry.ApiToken;
import dev.cuffline.gateway.registry.ApiTokens;
import dev.cuffline.gateway.registry.Secrets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

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
  private final Clock clock;
  private final Secrets secrets = new Secrets();
  private final Map<String, PageSession> bySha256 = new ConcurrentHashMap<>();

  Sessions(ApiTokens tokens, Clock clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  /** Signs in; the answer is the cookie's value. Empty when the token is not known. */
  Optional<String> open(String token) {
    Optional<ApiToken> known = tokens.authenticate(token);
    if (known.isEmpty()) {
      return Optional.empty();
    }
    makeRoom();
    String cookie = secrets.next();
    String holder = Secrets.sha256Hex(cookie);
    bySha256.put(
        holder, new PageSession(holder, known.get(), Secrets.sha256Hex(token), clock.instant()));
    return Optional.of(cookie);
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
        && tokens.stands(session.tokenSha256());
  }

  void close(PageSession session) {
    bySha256.remove(session.holder());
  }
}
