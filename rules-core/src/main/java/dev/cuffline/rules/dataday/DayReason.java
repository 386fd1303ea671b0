package dev.cuffline.rules.dataday;

/** Why a reading does not make a data-day. */
public enum DayReason {
  /** Another patient's reading (R24). */
  OTHER_PATIENT,
  /** Marked entered in error, and the days counted again. */
  ENTERED_IN_ERROR,
  /** Typed by a patient or by staff (R9). */
  MANUAL_EXCLUDED,
  /** No positive pressure and no pulse: a cuff error, not a measurement (D33). */
  INVALID_VALUE,
  /** A default date, in the future or too old: no date can be given to it (D31). */
  CLOCK_SUSPECT,
  /** Dated by receipt or by a guess: counts only after a person confirms the date. */
  TIME_UNCONFIRMED,
  /** The device was not this patient's when it measured (R8). */
  NOT_ASSIGNED,
  /** On file as no medical device (D15). */
  NON_FDA_DEVICE,
  /** Held: nobody has said yet whether it is a medical device. */
  DEVICE_STATUS_UNKNOWN,
  /** Before the order; held while there is no order on file. */
  NO_ORDER,
  /** Before consent or after its withdrawal; held while no consent is on file. */
  NO_CONSENT,
  /** After the end of the episode. */
  NOT_ENROLLED,
  /** Monitoring was suspended. */
  PAUSED,
  /** On a date in a facility: not counted until reviewed (R23). */
  INPATIENT_OVERLAP,
  /** Intake did not accept it as evidence, for a reason of its own. */
  NOT_COUNTED_AT_INTAKE,
  /** The same device, instant and values under another id (R12). */
  DUPLICATE_READING,
  /** Received after the period was closed: an exception only, never a day (R17). */
  RECEIVED_AFTER_CLOSE
}
