package dev.cuffline.gateway.registry;

/**
 * Which part of a list ordered by id.
 *
 * @param after the last id of the part before, exclusive; empty for the first part
 * @param limit at most so many
 */
public record Page(String after, int limit) {
  /** Everything: for programs that go on at once, not for the API. */
  public static final Page ALL = new Page("", Integer.MAX_VALUE);
}
