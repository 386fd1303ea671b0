package dev.cuffline.gateway.registry;

import java.util.Optional;

/**
 * Somebody who may speak for a patient; a live conversation with one counts (billing-rules 4).
 *
 * @param name for people
 * @param relationship to the patient, as told
 * @param phone where to reach them
 */
public record Caregiver(String name, Optional<String> relationship, Optional<String> phone) {
  /** Checks the values. */
  public Caregiver {
    Checks.text(name, "caregivers.name");
    Checks.text(relationship, "caregivers.relationship");
    phone.ifPresent(given -> Checks.phone(given, "caregivers.phone"));
  }

  @Override
  public String toString() {
    return "Caregiver[…]";
  }
}
