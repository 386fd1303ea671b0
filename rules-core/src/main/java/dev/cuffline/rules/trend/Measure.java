package dev.cuffline.rules.trend;

/** What a threshold looks at; pressures in mmHg, pulse in beats per minute. */
public enum Measure {
  /** Systolic pressure. */
  SYSTOLIC("systolic"),
  /** Diastolic pressure. */
  DIASTOLIC("diastolic"),
  /** Pulse rate. */
  PULSE("pulse");

  private final String word;

  Measure(String word) {
    this.word = word;
  }

  /** The word used in rule packs and sentences, lower case. */
  public String word() {
    return word;
  }
}
