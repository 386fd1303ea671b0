package dev.cuffline.gateway.access;

import dev.cuffline.rules.reading.PracticeId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Whoever calls the API.
 *
 * @param name the actor of their commands
 * @param practice for which they may act; empty for every practice
 * @param scopes what they may do
 * @param expiresAt the first instant at which it is not taken any more; empty for never
 */
public record ApiToken(
    String name, Optional<PracticeId> practice, Set<Permission> scopes, Optional<Instant> expiresAt)
    implements Principal {
  /** Copies the scopes. */
  public ApiToken {
    scopes = Set.copyOf(scopes);
  }

  /** A token for everything, for ever. */
  public ApiToken(String name, Optional<PracticeId> practice) {
    this(name, practice, EnumSet.allOf(Permission.class), Optional.empty());
  }

  @Override
  public String displayName() {
    return name;
  }

  @Override
  public Set<Permission> permissions(PracticeId at) {
    return practice.isEmpty() || practice.get().equals(at) ? scopes : Set.of();
  }

  @Override
  public Set<Permission> everywhere() {
    return practice.isEmpty() ? scopes : Set.of();
  }

  @Override
  public Optional<PracticeId> onlyPractice() {
    return practice;
  }

  /** Whether it is taken at an instant. */
  boolean isTakenAt(Instant now) {
    return expiresAt.isEmpty() || now.isBefore(expiresAt.get());
  }
}
