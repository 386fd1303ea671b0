package dev.cuffline.rules.caretime;

/**
 * Identifier of somebody who works for a practice: performer, supervisor or billing practitioner.
 *
 * @param value opaque, not blank
 */
public record StaffId(String value) {
  /** Refuses a blank value. */
  public StaffId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("StaffId must not be blank");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
