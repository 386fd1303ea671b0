package dev.cuffline.fhir;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;

/** The codes we write: LOINC, IEEE 11073-10101 (MDC), UCUM and HL7's own (devices.md section 4). */
final class Terms {
  static final String UCUM = "http://unitsofmeasure.org";
  static final String US_CORE = "http://hl7.org/fhir/us/core/StructureDefinition/";

  private static final String LOINC = "http://loinc.org";
  private static final String MDC = "urn:iso:std:iso:11073:10101";
  private static final String CATEGORY =
      "http://terminology.hl7.org/CodeSystem/observation-category";
  private static final String US_CORE_TAGS = "http://hl7.org/fhir/us/core/CodeSystem/us-core-tags";

  private Terms() {}

  static CodeableConcept bloodPressure() {
    return concept(
        "85354-9",
        "Blood pressure panel with all children optional",
        mdc("150020", "MDC_PRESS_BLD_NONINV"));
  }

  static CodeableConcept systolic() {
    return concept("8480-6", "Systolic blood pressure", mdc("150021", "MDC_PRESS_BLD_NONINV_SYS"));
  }

  static CodeableConcept diastolic() {
    return concept("8462-4", "Diastolic blood pressure", mdc("150022", "MDC_PRESS_BLD_NONINV_DIA"));
  }

  static CodeableConcept mean() {
    return concept("8478-0", "Mean blood pressure", mdc("150023", "MDC_PRESS_BLD_NONINV_MEAN"));
  }

  static CodeableConcept heartRate() {
    return concept("8867-4", "Heart rate", mdc("149546", "MDC_PULS_RATE_NON_INV"));
  }

  static CodeableConcept vitalSigns() {
    return new CodeableConcept(new Coding(CATEGORY, "vital-signs", "Vital Signs"));
  }

  static Coding patientSupplied() {
    return new Coding(US_CORE_TAGS, "patient-supplied", "Patient Supplied");
  }

  static CodeableConcept bloodPressureMonitor() {
    return new CodeableConcept(mdc("528391", "MDC_DEV_SPEC_PROFILE_BP"));
  }

  /** LOINC first: readers that look at one coding only look at the first. */
  private static CodeableConcept concept(String loinc, String display, Coding second) {
    return new CodeableConcept(new Coding(LOINC, loinc, display)).addCoding(second);
  }

  private static Coding mdc(String code, String name) {
    return new Coding(MDC, code, name);
  }
}
