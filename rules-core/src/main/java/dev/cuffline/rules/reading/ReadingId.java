package dev.cuffline.rules.reading;

/**
 * Identifier of a stored reading, opaque and the same however often the reading arrives.
 *
 * @param value opaque, not blank, at most 128 characters
 */
public record ReadingId(String value) {
  /** Refuses a blank or over-long value. */
  public ReadingId {
    Identifiers.requireValid(value, "ReadingId");
  }

  @Override
  public String toString() {
    return value;
  }
}
