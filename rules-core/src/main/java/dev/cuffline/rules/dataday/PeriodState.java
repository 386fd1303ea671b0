package dev.cuffline.rules.dataday;

/** Where a device period stands at the instant of the question (R15). */
public enum PeriodState {
  /** Its last date has not passed in the patient's zone. */
  RUNNING,
  /** Its dates have passed; late readings still count until the grace ends. */
  GRACE,
  /** Final: readings received from now on are exceptions (R17). */
  CLOSED
}
