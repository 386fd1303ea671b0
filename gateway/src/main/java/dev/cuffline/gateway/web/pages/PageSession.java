package dev.cuffline.gateway.web.pages;

import dev.cuffline.gateway.access.Permission;
import dev.cuffline.gateway.registry.ApiToken;
import dev.cuffline.rules.reading.PracticeId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody who is signed in: by which token, since when, and at which practice they look. Opaque
 * outside.
 */
public final class PageSession {
  private final String holder;
  private final ApiToken token;
  private final String tokenSha256;
  private final Instant openedAt;
  private volatile Instant usedAt;
  private volatile Optional<PracticeId> chosen;

  PageSession(String holder, ApiToken token, String tokenSha256, Instant openedAt) {
    this.holder = holder;
    this.token = token;
    this.tokenSha256 = tokenSha256;
    this.openedAt = openedAt;
    this.usedAt = openedAt;
    this.chosen = token.practice();
  }

  /** Names the session; no secret. */
  String holder() {
    return holder;
  }

  ApiToken token() {
    return token;
  }

  String tokenSha256() {
    return tokenSha256;
  }

  Instant openedAt() {
    return openedAt;
  }

  Instant usedAt() {
    return usedAt;
  }

  void usedAt(Instant now) {
    usedAt = now;
  }

  /** The practice they look at; empty until a holder of a token for all has chosen one. */
  Optional<PracticeId> chosen() {
    return chosen;
  }

  /** What they may do. The holder of a token may do everything at the practices it reaches. */
  Set<Permission> permissions() {
    return EnumSet.allOf(Permission.class);
  }

  /** Whether the token reaches a practice. */
  boolean reaches(PracticeId practice) {
    return token.practice().isEmpty() || token.practice().get().equals(practice);
  }

  void choose(PracticeId practice) {
    chosen = Optional.of(practice);
  }
}
