package dev.cuffline.rules.caretime;

/**
 * Identifier of a logged time entry.
 *
 * @param value opaque, not blank
 */
public record EntryId(String value) {
  /** Refuses a blank value. */
  public EntryId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("EntryId must not be blank");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
