package dev.cuffline.gateway.web.pages.accounts;

import dev.cuffline.gateway.access.AccessRole;
import dev.cuffline.gateway.access.Account;
import java.time.Instant;

/** Roles and states in plain words. */
final class AccountWords {
  private AccountWords() {}

  static String of(AccessRole role) {
    return switch (role) {
      case CLINICIAN -> "Clinician";
      case CLINICAL_STAFF -> "Clinical staff";
      case BILLER -> "Biller";
      case DEVICE_MANAGER -> "Device manager";
      case ADMINISTRATOR -> "Administrator";
      case AUDITOR -> "Auditor";
    };
  }

  /** What a role is for. */
  static String purpose(AccessRole role) {
    return switch (role) {
      case CLINICIAN -> "sees and treats, signs thresholds, sees billing";
      case CLINICAL_STAFF -> "works the queue, calls, logs time, enrols, hands out cuffs";
      case BILLER -> "sees what can be billed, closes months, releases claims";
      case DEVICE_MANAGER -> "registers, assigns and moves cuffs";
      case ADMINISTRATOR -> "manages accounts, enrols, runs the gateway";
      case AUDITOR -> "reads everything, changes nothing";
    };
  }

  static String state(Account account, Instant now) {
    if (account.disabled()) {
      return "Disabled";
    }
    if (account.isLockedAt(now)) {
      return "Locked for a while: too many wrong passwords";
    }
    return account.mustChangePassword() ? "Has a one-time password" : "Active";
  }
}
