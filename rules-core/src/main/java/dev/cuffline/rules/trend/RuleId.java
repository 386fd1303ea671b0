package dev.cuffline.rules.trend;

/**
 * The name of a rule, for example {@code BP-CRIT-HI}.
 *
 * @param value not blank
 */
public record RuleId(String value) {
  /** Refuses a blank value. */
  public RuleId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a rule needs an id");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
