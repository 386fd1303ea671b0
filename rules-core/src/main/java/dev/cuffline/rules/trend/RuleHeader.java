package dev.cuffline.rules.trend;

/**
 * What every rule says about itself.
 *
 * @param id its name
 * @param family the alert that its findings join
 * @param severity of its findings, before a repeat says otherwise
 * @param raises where its findings go
 * @param source where its numbers come from, with a year; not blank
 */
public record RuleHeader(
    RuleId id, CauseFamily family, Severity severity, Raises raises, String source) {
  /** Where the findings of a rule go. */
  public enum Raises {
    /** Into the alert of its family. */
    ALERT,
    /** On the weekly review list; never an alert. */
    REVIEW
  }

  /** Refuses a rule without a source (P9). */
  public RuleHeader {
    if (source.isBlank()) {
      throw new IllegalArgumentException("rule " + id + " needs a source");
    }
  }
}
