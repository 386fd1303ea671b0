package dev.cuffline.fhir;

import dev.cuffline.rules.reading.NoNumber;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;

/** The codes we write: LOINC, IEEE 11073-10101 (MDC), UCUM and HL7's own (devices.md section 4). */
final class Terms {
  static final String UCUM = "http://unitsofmeasure.org";
  static final String US_CORE = "http://hl7.org/fhir/us/core/StructureDefinition/";

  /** Below it stand HL7's code systems of R4. */
  static final String R4 = "http://terminology.hl7.org/CodeSystem/";

  private static final String MODE = R4 + "v3-ParticipationMode";

  static final String PHD = "http://hl7.org/fhir/uv/phd/";

  private static final String BITS = "http://terminology.hl7.org/CodeSystem/ASN1ToHL7";
  private static final String LOINC = "http://loinc.org";
  static final String MDC = "urn:iso:std:iso:11073:10101";
  private static final String CATEGORY =
      "http://terminology.hl7.org/CodeSystem/observation-category";
  private static final String US_CORE_TAGS = "http://hl7.org/fhir/us/core/CodeSystem/us-core-tags";

  /** Systems of codes that US Core's or PHD's profiles ask for wherever we write them. */
  static final Set<String> REQUIRED_SYSTEMS =
      Set.of(LOINC, MDC, BITS, CATEGORY, PHD + "CodeSystem/PhdObservationCategories");

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

  static CodeableConcept averageBloodPressure() {
    return loinc("96607-7", "Blood pressure panel mean systolic and mean diastolic");
  }

  static CodeableConcept averageSystolic() {
    return loinc("96608-5", "Systolic blood pressure mean");
  }

  static CodeableConcept averageDiastolic() {
    return loinc("96609-3", "Diastolic blood pressure mean");
  }

  static CodeableConcept numberOfMeasurements() {
    return new CodeableConcept(
        new Coding("http://snomed.info/sct", "246432004", "Number of occurrences"));
  }

  private static CodeableConcept loinc(String code, String display) {
    return new CodeableConcept(new Coding(LOINC, code, display));
  }

  static CodeableConcept phd() {
    return new CodeableConcept(
        new Coding(
            PHD + "CodeSystem/PhdObservationCategories", "phd", "PHD generated Observation"));
  }

  static CodeableConcept statusBits() {
    return new CodeableConcept(mdc("8410608", "MDC_BLOOD_PRESSURE_MEASUREMENT_STATUS"));
  }

  /** A bit of the measurement status, by its place. */
  static CodeableConcept statusBit(int place, String name) {
    return new CodeableConcept(new Coding(BITS, "8410608." + place, name));
  }

  /** One coding of one of HL7's systems. */
  static CodeableConcept of(String system, String code, String display) {
    return new CodeableConcept(new Coding(system, code, display));
  }

  static CodeableConcept transmitter() {
    return of(
        "http://hl7.org/fhir/us/core/CodeSystem/us-core-provenance-participant-type",
        "transmitter",
        "Transmitter");
  }

  /** By which way somebody was told: our own word, and HL7's where it has one. */
  static CodeableConcept medium(String channel) {
    CodeableConcept medium =
        switch (channel) {
          case "email" -> of(MODE, "EMAILWRIT", "email");
          case "phone" -> of(MODE, "PHONE", "telephone");
          default -> of(MODE, "ELECTRONIC", "electronic data");
        };
    return medium.setText(channel);
  }

  /** Why there is no number, in HL7's words (devices.md 4.2, special values). */
  static CodeableConcept absent(NoNumber said) {
    return switch (said) {
      case NOT_A_NUMBER -> absent("not-a-number", "Not a Number (NaN)");
      case POSITIVE_INFINITY -> absent("positive-infinity", "Positive Infinity (PINF)");
      case NEGATIVE_INFINITY -> absent("negative-infinity", "Negative Infinity (NINF)");
      case NOT_AT_THIS_RESOLUTION, RESERVED -> absent("error", "Error");
    };
  }

  private static CodeableConcept absent(String code, String display) {
    return of(R4 + "data-absent-reason", code, display);
  }

  static CodeableConcept absoluteTime() {
    return new CodeableConcept(mdc("67975", "MDC_ATTR_TIME_ABS"));
  }

  static CodeableConcept simplePhd() {
    return new CodeableConcept(mdc("65573", "MDC_MOC_VMS_MDS_SIMP"));
  }

  static CodeableConcept phg() {
    return new CodeableConcept(mdc("531981", "MDC_MOC_VMS_MDS_AHD"));
  }

  static CodeableConcept genericSpecialization() {
    return new CodeableConcept(mdc("528457", "MDC_DEV_SPEC_PROFILE_GENERIC"));
  }

  static CodeableConcept firmware() {
    return new CodeableConcept(mdc("531976", "MDC_ID_PROD_SPEC_FW"));
  }

  static CodeableConcept software() {
    return new CodeableConcept(mdc("531975", "MDC_ID_PROD_SPEC_SW"));
  }

  static CodeableConcept bluetoothAddress() {
    return new CodeableConcept(
        new Coding(
            "http://terminology.hl7.org/CodeSystem/ContinuaDeviceIdentifiers",
            "BTMAC",
            "Bluetooth MAC address"));
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
