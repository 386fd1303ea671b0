package dev.cuffline.rules.trend;

/** How a value is held against a threshold. */
public enum Comparison {
  /** The threshold itself meets it. */
  AT_LEAST(">=", "≥"),
  /** The threshold itself does not meet it. */
  ABOVE(">", ">"),
  /** The threshold itself meets it. */
  AT_MOST("<=", "≤"),
  /** The threshold itself does not meet it. */
  BELOW("<", "<");

  private final String operator;
  private final String sign;

  Comparison(String operator, String sign) {
    this.operator = operator;
    this.sign = sign;
  }

  /** As written in a rule pack. */
  public String operator() {
    return operator;
  }

  String sign() {
    return sign;
  }

  boolean holds(int compared) {
    return switch (this) {
      case AT_LEAST -> compared >= 0;
      case ABOVE -> compared > 0;
      case AT_MOST -> compared <= 0;
      case BELOW -> compared < 0;
    };
  }
}
