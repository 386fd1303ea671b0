package dev.cuffline.gateway.registry;

import dev.cuffline.rules.reading.PatientId;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A patient. Its {@code toString} shows the opaque id alone (P7).
 *
 * @param id ours; opaque, never an MRN, since it appears in URLs
 * @param family family name
 * @param given given names
 * @param birthDate date of birth
 * @param zone home zone: data-days are dates in it (R10)
 * @param language BCP 47 tag
 * @param identifiers MRNs with their systems, in the order of these
 * @param phones the one to try first comes first
 * @param caregivers who may speak for the patient
 */
public record Patient(
    PatientId id,
    String family,
    String given,
    LocalDate birthDate,
    ZoneId zone,
    Optional<String> language,
    List<PatientIdentifier> identifiers,
    List<String> phones,
    List<Caregiver> caregivers) {
  private static final int EARLIEST_BIRTH_YEAR = 1890;
  private static final Comparator<PatientIdentifier> IN_ORDER =
      Comparator.comparing(PatientIdentifier::system).thenComparing(PatientIdentifier::value);

  /** Checks and copies the values. */
  public Patient {
    Checks.id(id.value(), "id");
    Checks.text(family, "family");
    Checks.text(given, "given");
    if (birthDate.getYear() < EARLIEST_BIRTH_YEAR) {
      throw new InvalidValueException(
          "birthDate", "must not lie before " + EARLIEST_BIRTH_YEAR + "-01-01");
    }
    language.ifPresent(tag -> Checks.language(tag, "language"));
    identifiers = identifiers.stream().sorted(IN_ORDER).toList();
    Checks.distinct(identifiers, "identifiers");
    phones = List.copyOf(phones);
    phones.forEach(phone -> Checks.phone(phone, "phones"));
    caregivers = List.copyOf(caregivers);
  }

  @Override
  public String toString() {
    return "Patient[" + id + "]";
  }
}
