package dev.cuffline.gateway.access;

import dev.cuffline.gateway.registry.RefusedException;

/**
 * Who may do what to whose account: roles at a practice are given and taken by whoever has {@link
 * Permission#ADMINISTER} there; an account is disabled or given a new password by those alone who
 * may at each practice where it has a role.
 */
public final class Authority {
  private Authority() {}

  static void requireMayGive(Principal by, Grant grant) {
    if (!mayGive(by, grant)) {
      throw new ForbiddenException(
          grant.practice().isPresent()
              ? "roles at this practice are not yours to give or take"
              : "a role at every practice is given by those alone who administer every practice");
    }
  }

  /** Whether somebody may give and take a role. */
  public static boolean mayGive(Principal by, Grant grant) {
    return grant
        .practice()
        .map(practice -> by.may(Permission.ADMINISTER, practice))
        .orElse(by.everywhere().contains(Permission.ADMINISTER));
  }

  /** Whether somebody may know that there is such an account. */
  public static boolean maySee(Principal by, Account account) {
    return by.everywhere().contains(Permission.ADMINISTER)
        || account.grants().stream().anyMatch(grant -> mayGive(by, grant));
  }

  /** Whether somebody may disable an account, or give it a new password. */
  public static boolean mayRule(Principal by, Account account) {
    return account.grants().stream().allMatch(grant -> mayGive(by, grant))
        && (!account.grants().isEmpty() || by.everywhere().contains(Permission.ADMINISTER));
  }

  static void requireMayRule(Principal by, Account account) {
    if (!mayRule(by, account)) {
      throw new ForbiddenException(
          "this account has roles at practices whose accounts are not yours to change");
    }
  }

  /** Whoever takes their own right to give rights may have nobody left to give it back. */
  static void refuseOwn(Account account, Principal by, Grant grant) {
    if (by instanceof Account own
        && own.id().equals(account.id())
        && grant.role() == AccessRole.ADMINISTRATOR) {
      throw RefusedException.conflict(
          "role", "somebody else must take the role of administrator from you");
    }
  }
}
