package dev.cuffline.rules.billing;

/** Whether a hint is shown on the billing board. */
public enum NudgeMode {
  /** Only where the payer pays nothing below the highest tier. */
  AUTO,
  /** For every payer. */
  ALWAYS,
  /** Never. */
  NEVER
}
