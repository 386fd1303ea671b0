package dev.cuffline.gateway.registry;

import java.util.Optional;

/**
 * Somebody who works with patients.
 *
 * @param id ours
 * @param name for people
 * @param role in which they act
 * @param credential RN, LPN, MA …; without one, clinical staff's time does not count (R37)
 */
public record Staff(String id, String name, Role role, Optional<String> credential) {
  /** Checks the values. */
  public Staff {
    Checks.id(id, "id");
    Checks.text(name, "name");
    Checks.text(credential, "credential");
  }
}
