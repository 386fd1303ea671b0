package dev.cuffline.rules.reading;

/**
 * The practice that owns a row: every authored and derived row belongs to exactly one.
 *
 * @param value opaque, not blank, at most 128 characters
 */
public record PracticeId(String value) {
  /** Refuses a blank or over-long value. */
  public PracticeId {
    Identifiers.requireValid(value, "PracticeId");
  }

  @Override
  public String toString() {
    return value;
  }
}
