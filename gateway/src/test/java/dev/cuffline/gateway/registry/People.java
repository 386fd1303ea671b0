package dev.cuffline.gateway.registry;

import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import dev.cuffline.rules.reading.RegulatoryStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Invented people and things for tests. */
final class People {
  static final PracticeId PRACTICE = new PracticeId("harbor");
  static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  private People() {}

  static Practice practice(String id) {
    return new Practice(new PracticeId(id), "Harbor Clinic", NEW_YORK, "medicare-2026");
  }

  static Practitioner practitioner(String id) {
    return new Practitioner(id, new Npi("1234567893"), "Reed", "Ann");
  }

  static Patient patient(String id) {
    return patient(id, "Adams", "1950-03-31");
  }

  static Patient patient(String id, String family, String birthDate) {
    return patient(id, family, birthDate, Optional.of("en-US"), List.of("+1 212 555 0100"));
  }

  static Patient patientWithPhone(String phone) {
    return patient("p", "Adams", "1950-03-31", Optional.empty(), List.of(phone));
  }

  static Patient patientWithLanguage(String language) {
    return patient("p", "Adams", "1950-03-31", Optional.of(language), List.of());
  }

  private static Patient patient(
      String id, String family, String birthDate, Optional<String> language, List<String> phones) {
    return new Patient(
        new PatientId(id),
        family,
        "Ben",
        LocalDate.parse(birthDate),
        NEW_YORK,
        language,
        List.of(new PatientIdentifier("urn:mrn", "M-" + id)),
        phones,
        List.of(new Caregiver("Cleo", Optional.of("daughter"), Optional.empty())));
  }

  static Enrolment enrolment(String id, String patient, String... diagnoses) {
    return new Enrolment(
        id,
        new PatientId(patient),
        "dr-a",
        "medicare-2026",
        List.of(diagnoses),
        new Order(Optional.of(LocalDate.parse("2025-12-01")), Optional.empty(), 1),
        new Consent(
            Optional.of(LocalDate.parse("2025-12-01")),
            Optional.of(ConsentMethod.VERBAL),
            true,
            Optional.empty()),
        true,
        Optional.empty(),
        SetUp.NONE,
        LocalDate.parse("2025-12-01"),
        Optional.empty());
  }

  static Device device(String id, DeviceKey... keys) {
    return new Device(
        new DeviceId(id), List.of(keys), "mio-telemetry", RegulatoryStatus.FDA, "Mio", "BP1");
  }

  static DeviceAssignment assignment(String id, String device, String patient, String from) {
    return new DeviceAssignment(
        id,
        new DeviceId(device),
        Optional.empty(),
        new PatientId(patient),
        Instant.parse(from),
        Optional.empty());
  }
}
