package dev.cuffline.rules.reading;

/**
 * What the device said about a measurement besides its values: Bluetooth Blood Pressure Measurement
 * status bits (characteristic 0x2A35) and their vendor equivalents.
 */
public enum ReadingFlag {
  /** Body movement during the measurement. */
  BODY_MOVEMENT,
  /** Cuff too loose. */
  CUFF_TOO_LOOSE,
  /** Irregular pulse detected by the device: a flag for a clinician, never a diagnosis. */
  IRREGULAR_PULSE,
  /** Pulse rate above the device's upper limit. */
  PULSE_ABOVE_RANGE,
  /** Pulse rate below the device's lower limit. */
  PULSE_BELOW_RANGE,
  /** Improper measurement position. */
  IMPROPER_POSITION,
  /** The device's own mean of several inflations: one reading, one data-day. */
  AVERAGED
}
