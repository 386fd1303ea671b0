package dev.cuffline.fhir;

/**
 * What one destination takes of what could be said (devices.md section 4).
 *
 * @param codes which codings stand in a code
 * @param pressure how a blood pressure is written
 */
public record Shape(Codes codes, Pressure pressure) {
  /** Everything that can be said. */
  public static final Shape USUAL = new Shape(Codes.LOINC_AND_MDC, Pressure.PANEL);

  /** Which codings stand in a code. */
  public enum Codes {
    /** LOINC first, MDC second; with the HL7 device profiles where they fit. */
    LOINC_AND_MDC,
    /** LOINC alone, for servers that take one coding; without the device profiles. */
    LOINC
  }

  /** How a blood pressure is written. */
  public enum Pressure {
    /** One Observation with components (US Core). */
    PANEL,
    /** Two Observations, for readers that know no components. */
    SEPARATE
  }
}
