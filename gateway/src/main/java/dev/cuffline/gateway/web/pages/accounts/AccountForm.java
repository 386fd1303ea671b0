package dev.cuffline.gateway.web.pages.accounts;

import dev.cuffline.gateway.access.AccessRole;
import dev.cuffline.gateway.access.Grant;
import dev.cuffline.gateway.registry.InvalidValueException;
import dev.cuffline.gateway.web.pages.Visit;
import dev.cuffline.rules.reading.PracticeId;
import java.util.Arrays;
import java.util.Optional;

/** What the forms of accounts send. */
final class AccountForm {
  /** In place of a practice: every one. */
  static final String EVERY = "*";

  private AccountForm() {}

  static Grant grant(Visit visit) {
    String role = visit.field("role");
    String practice = visit.field("practice");
    if (practice.isEmpty()) {
      throw new InvalidValueException("practice", "must be chosen");
    }
    return new Grant(
        practice.equals(EVERY) ? Optional.empty() : Optional.of(new PracticeId(practice)),
        Arrays.stream(AccessRole.values())
            .filter(known -> known.name().equals(role))
            .findFirst()
            .orElseThrow(() -> new InvalidValueException("role", "must be chosen")));
  }
}
