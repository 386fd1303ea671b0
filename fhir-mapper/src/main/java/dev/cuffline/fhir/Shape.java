package dev.cuffline.fhir;

import java.util.Optional;

/**
 * What one destination takes of what could be said (devices.md section 4).
 *
 * @param codes which codings stand in a code
 * @param pressure how a blood pressure is written
 * @param performer who stands as the one who measured
 * @param category a category of the destination's own, beside US Core's
 * @param codeMap the destination's words for our codes
 */
public record Shape(
    Codes codes, Pressure pressure, Performer performer, Optional<Code> category, CodeMap codeMap) {
  /** Everything that can be said. */
  public static final Shape USUAL = new Shape(Codes.LOINC_AND_MDC, Pressure.PANEL);

  /** With the patient as performer, US Core's categories and our codes. */
  public Shape(Codes codes, Pressure pressure) {
    this(codes, pressure, Performer.PATIENT, Optional.empty(), CodeMap.NONE);
  }

  /** Who stands as the one who measured. */
  public enum Performer {
    /** The patient, at home. */
    PATIENT,
    /** Nobody, for servers that take staff alone. */
    NONE
  }

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
