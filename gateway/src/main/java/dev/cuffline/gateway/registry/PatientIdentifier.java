package dev.cuffline.gateway.registry;

/**
 * A medical record number, or another name that some system has for a patient.
 *
 * @param system who gave it, for example {@code urn:oid:2.16.840.1.113883.19.5}
 * @param value as that system writes it
 */
public record PatientIdentifier(String system, String value) {
  /** Checks the values. */
  public PatientIdentifier {
    Checks.text(system, "identifiers.system");
    Checks.text(value, "identifiers.value");
  }

  @Override
  public String toString() {
    return "PatientIdentifier[…]";
  }
}
