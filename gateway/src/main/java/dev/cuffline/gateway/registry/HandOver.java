package dev.cuffline.gateway.registry;

import java.time.Instant;

/**
 * Somebody minds the patients of another for a while.
 *
 * @param from whose patients: id of a member of staff or a practitioner
 * @param to who minds them
 * @param since inclusive
 * @param until exclusive
 * @param note free text, may be empty
 */
public record HandOver(
    String id, String from, String to, Instant since, Instant until, String note) {
  private static final int NOTE = 500;

  /** Checks the values. */
  public HandOver {
    Checks.limit(note, "note", NOTE);
    if (from.equals(to)) {
      throw new InvalidValueException("to", "must be somebody else");
    }
    if (!until.isAfter(since)) {
      throw new InvalidValueException("until", "must lie ahead");
    }
  }

  @Override
  public String toString() {
    return "HandOver[" + id + "]";
  }
}
