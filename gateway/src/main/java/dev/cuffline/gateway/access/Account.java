package dev.cuffline.gateway.access;

import dev.cuffline.rules.reading.PracticeId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Somebody who signs in. What they may do comes from their roles.
 *
 * @param id ours
 * @param name with which they sign in, and the actor of their commands
 * @param subject who they are to an OpenID provider; empty for a password of ours
 * @param staff which member of staff or practitioner they are, by practice
 * @param mustChangePassword before anything else
 * @param lockedUntil after too many wrong passwords; exclusive
 * @param passwordVersion moves with each change of the password: sessions end with theirs
 * @param revision moves with each change of anything
 */
public record Account(
    String id,
    String name,
    String displayName,
    Optional<Subject> subject,
    List<Grant> grants,
    Map<PracticeId, String> staff,
    boolean disabled,
    boolean mustChangePassword,
    Optional<Instant> lockedUntil,
    long passwordVersion,
    long revision)
    implements Principal {
  /**
   * Who somebody is to an OpenID provider (OpenID Connect Core 1.0, section 2).
   *
   * @param issuer the provider
   * @param id {@code sub}: theirs for life at that provider
   */
  public record Subject(String issuer, String id) {}

  /** Copies the lists. */
  public Account {
    grants = List.copyOf(grants);
    staff = Map.copyOf(staff);
  }

  @Override
  public Set<Permission> permissions(PracticeId practice) {
    return permissions(grant -> grant.holdsAt(practice));
  }

  @Override
  public Set<Permission> everywhere() {
    return permissions(grant -> grant.practice().isEmpty());
  }

  private Set<Permission> permissions(Predicate<Grant> holds) {
    Set<Permission> permissions = EnumSet.noneOf(Permission.class);
    if (!disabled) {
      grants.stream()
          .filter(holds)
          .forEach(grant -> permissions.addAll(grant.role().permissions()));
    }
    return permissions;
  }

  @Override
  public Optional<PracticeId> onlyPractice() {
    Set<Optional<PracticeId>> practices =
        grants.stream().map(Grant::practice).collect(Collectors.toSet());
    return practices.size() == 1 ? practices.iterator().next() : Optional.empty();
  }

  @Override
  public Optional<String> staff(PracticeId practice) {
    return Optional.ofNullable(staff.get(practice));
  }

  /** Whether too many wrong passwords have just been tried. */
  public boolean isLockedAt(Instant now) {
    return lockedUntil.isPresent() && now.isBefore(lockedUntil.get());
  }
}
