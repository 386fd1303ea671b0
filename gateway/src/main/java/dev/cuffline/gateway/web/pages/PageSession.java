package dev.cuffline.gateway.web.pages;

import dev.cuffline.gateway.access.Account;
import dev.cuffline.gateway.access.Principal;
import dev.cuffline.rules.reading.PracticeId;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Somebody who is signed in: by what, since when, and at which practice they look. Opaque outside.
 */
public final class PageSession {
  private final String holder;
  private final String formToken;
  private final Supplier<? extends Optional<? extends Principal>> standing;
  private final Instant openedAt;
  private volatile Principal who;
  private volatile Instant usedAt;
  private volatile Optional<PracticeId> chosen;

  /**
   * Opens a session.
   *
   * @param holder names it; no secret
   * @param formToken stands in its forms
   * @param who signs in
   * @param standing the same with what they may do now; empty once they may not be here any more
   */
  PageSession(
      String holder,
      String formToken,
      Principal who,
      Supplier<? extends Optional<? extends Principal>> standing,
      Instant openedAt) {
    this.holder = holder;
    this.formToken = formToken;
    this.who = who;
    this.standing = standing;
    this.openedAt = openedAt;
    this.usedAt = openedAt;
    this.chosen = who.onlyPractice();
  }

  /** Names the session; no secret. */
  String holder() {
    return holder;
  }

  String formToken() {
    return formToken;
  }

  /** Who it is, with what they may do now. */
  Principal who() {
    standing.get().ifPresent(now -> who = now);
    return who;
  }

  /** Whether the token is taken, or the account stands with the password of this session. */
  boolean stands() {
    return standing.get().isPresent();
  }

  /** Whether they sign in with a password of ours. */
  boolean hasPassword() {
    return who() instanceof Account account && account.subject().isEmpty();
  }

  /** Whether nothing may be done before the password is changed. */
  boolean mustChangePassword() {
    return who() instanceof Account account && account.mustChangePassword();
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

  /** The practice they look at; empty until whoever reaches several has chosen one. */
  Optional<PracticeId> chosen() {
    return chosen.or(() -> who().onlyPractice()).filter(this::reaches);
  }

  /** Whether they may do anything at a practice. */
  boolean reaches(PracticeId practice) {
    return who().reaches(practice);
  }

  void choose(PracticeId practice) {
    chosen = Optional.of(practice);
  }
}
