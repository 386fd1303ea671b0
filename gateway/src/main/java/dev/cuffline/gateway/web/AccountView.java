package dev.cuffline.gateway.web;

import dev.cuffline.gateway.access.AccessRole;
import dev.cuffline.gateway.access.Account;
import dev.cuffline.gateway.access.Authority;
import dev.cuffline.gateway.access.Principal;
import dev.cuffline.rules.reading.PracticeId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An account as the API shows it, with the roles that the asker administers.
 *
 * @param provider the OpenID provider that knows them; absent for a password of ours
 * @param staff by practice, which member of staff or practitioner they are
 */
record AccountView(
    String id,
    String name,
    String displayName,
    Optional<String> provider,
    State state,
    Optional<Instant> lockedUntil,
    boolean mustChangePassword,
    List<Role> roles,
    TreeMap<String, String> staff) {
  /** Whether somebody can sign in. */
  enum State {
    ACTIVE,
    LOCKED,
    DISABLED
  }

  /**
   * A role.
   *
   * @param practice absent for every practice
   */
  record Role(AccessRole role, Optional<PracticeId> practice) {}

  /** An account whose password can be read this once. */
  record Issued(AccountView account, String password) {}

  static AccountView of(Account account, Principal by, Instant now) {
    Optional<Instant> locked = account.lockedUntil().filter(now::isBefore);
    State open = locked.isPresent() ? State.LOCKED : State.ACTIVE;
    TreeMap<String, String> staff = new TreeMap<>();
    account
        .staff()
        .forEach((practice, id) -> {
          if (by.reaches(practice)) {
            staff.put(practice.value(), id);
          }
        });
    return new AccountView(
        account.id(),
        account.name(),
        account.displayName(),
        account.subject().map(Account.Subject::issuer),
        account.disabled() ? State.DISABLED : open,
        locked,
        account.mustChangePassword(),
        account.grants().stream()
            .filter(grant -> Authority.mayGive(by, grant))
            .map(grant -> new Role(grant.role(), grant.practice()))
            .toList(),
        staff);
  }
}
