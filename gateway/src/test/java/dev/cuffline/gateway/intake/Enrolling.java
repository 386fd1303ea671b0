package dev.cuffline.gateway.intake;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cuffline.gateway.registry.Circumstances;
import dev.cuffline.gateway.registry.Consent;
import dev.cuffline.gateway.registry.ConsentMethod;
import dev.cuffline.gateway.registry.Device;
import dev.cuffline.gateway.registry.DeviceAssignment;
import dev.cuffline.gateway.registry.DeviceKey;
import dev.cuffline.gateway.registry.Enrolment;
import dev.cuffline.gateway.registry.Mode;
import dev.cuffline.gateway.registry.Npi;
import dev.cuffline.gateway.registry.Order;
import dev.cuffline.gateway.registry.OwnRules;
import dev.cuffline.gateway.registry.Patient;
import dev.cuffline.gateway.registry.PatientIdentifier;
import dev.cuffline.gateway.registry.Practice;
import dev.cuffline.gateway.registry.Practitioner;
import dev.cuffline.gateway.registry.Registry;
import dev.cuffline.gateway.registry.SetUp;
import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.RegulatoryStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Commands of people, short: an invented practice with its patients and cuffs. */
public final class Enrolling {
  /** The home zone of the practice and of its patients. */
  public static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  /** A name that must never leave the store. */
  public static final String FAMILY = "Quillfeather";

  private static final String ACTOR = "nurse-1";
  private static final LocalDate ENROLLED = LocalDate.of(2025, 12, 1);
  private static final Instant ASSIGNED = Instant.parse("2025-12-01T05:00:00Z");

  private final Registry registry;

  Enrolling(Registry registry) {
    this.registry = registry;
  }

  /** The practice and its practitioner. */
  public Enrolling practice() {
    registry
        .save(
            new Practice(TestGateway.PRACTICE, "Harbor Clinic", NEW_YORK, "medicare-2026"),
            Mode.CREATE,
            ACTOR)
        .join();
    registry
        .save(
            TestGateway.PRACTICE,
            new Practitioner("dr-a", new Npi("1234567893"), "Reed", "Ann"),
            Mode.CREATE,
            ACTOR)
        .join();
    return this;
  }

  /** A patient on file, not enrolled. */
  public Enrolling patient(String id) {
    registry
        .save(
            TestGateway.PRACTICE,
            new Patient(
                new PatientId(id),
                FAMILY,
                "Ben",
                LocalDate.of(1950, 3, 31),
                NEW_YORK,
                Optional.empty(),
                List.of(new PatientIdentifier("urn:mrn", "M-" + id)),
                List.of(),
                List.of()),
            Mode.CREATE,
            ACTOR)
        .join();
    return this;
  }

  /** Order and consent of a date. */
  public Enrolling enrol(String patient, Optional<LocalDate> order, Optional<LocalDate> consent) {
    registry
        .save(
            TestGateway.PRACTICE,
            enrolment(patient, order, consent, Optional.empty()),
            Mode.REPLACE,
            ACTOR)
        .join();
    return this;
  }

  private static Enrolment enrolment(
      String patient,
      Optional<LocalDate> order,
      Optional<LocalDate> consent,
      Optional<LocalDate> last) {
    return new Enrolment(
        "enrolment-" + patient,
        new PatientId(patient),
        "dr-a",
        "medicare-2026",
        List.of("I10"),
        new Order(order, Optional.empty(), 1),
        new Consent(
            consent, consent.map(_ -> ConsentMethod.VERBAL), consent.isPresent(), Optional.empty()),
        true,
        Optional.empty(),
        SetUp.NONE,
        ENROLLED,
        last);
  }

  /** Order and consent from the beginning on. */
  public Enrolling enrol(String patient) {
    return enrol(patient, Optional.of(ENROLLED), Optional.of(ENROLLED));
  }

  /** What has happened in the course of a patient's enrolment. */
  public Enrolling happened(String patient, UnaryOperator<Circumstances> change) {
    registry
        .save(TestGateway.PRACTICE, change.apply(Circumstances.none("enrolment-" + patient)), ACTOR)
        .join();
    return this;
  }

  /** Dates on which monitoring of a patient was suspended. */
  public Enrolling pause(String patient, LocalDate from, Optional<LocalDate> to) {
    return happened(
        patient,
        none ->
            new Circumstances(
                none.enrolment(),
                List.of(new Circumstances.Span(from, to)),
                List.of(),
                List.of(),
                List.of(),
                List.of()));
  }

  /** Limits of a patient's own. */
  public Enrolling ownRules(String patient, LocalDate from, JsonNode changes) {
    registry
        .save(
            TestGateway.PRACTICE,
            new OwnRules(new PatientId(patient), from, changes, "dr-a", "usual for the patient"),
            Mode.REPLACE,
            ACTOR)
        .join();
    return this;
  }

  /** A cleared cuff that sends under its own id. */
  public Enrolling cuff(String id) {
    return device(id, RegulatoryStatus.FDA, DeviceKey.source(id));
  }

  /** A device with these keys. */
  public Enrolling device(String id, RegulatoryStatus status, DeviceKey... keys) {
    registry
        .save(
            TestGateway.PRACTICE,
            new Device(new DeviceId(id), List.of(keys), "cuffline.v1", status, "Acme", "B1"),
            false,
            Mode.REPLACE,
            ACTOR)
        .join();
    return this;
  }

  /** Every slot of a cuff from the beginning on. */
  public Enrolling assign(String device, String patient) {
    return assign("a-" + device, device, Optional.empty(), patient, ASSIGNED, Optional.empty());
  }

  /** A slot of a cuff for a time. */
  public Enrolling assign(
      String id,
      String device,
      Optional<String> slot,
      String patient,
      Instant from,
      Optional<Instant> to) {
    registry
        .assign(
            TestGateway.PRACTICE,
            new DeviceAssignment(id, new DeviceId(device), slot, new PatientId(patient), from, to),
            Mode.REPLACE,
            ACTOR)
        .join();
    return this;
  }

  /** A cuff turns out to have been another patient's since an instant. */
  public Enrolling handOver(String device, String patient, Instant from) {
    registry
        .handOver(
            TestGateway.PRACTICE,
            new DeviceAssignment(
                registry.newId(),
                new DeviceId(device),
                Optional.empty(),
                new PatientId(patient),
                from,
                Optional.empty()),
            ACTOR)
        .join();
    return this;
  }

  /** The last date of a patient's enrolment. */
  public Enrolling end(String patient, LocalDate last) {
    registry
        .save(
            TestGateway.PRACTICE,
            enrolment(patient, Optional.of(ENROLLED), Optional.of(ENROLLED), Optional.of(last)),
            Mode.REPLACE,
            ACTOR)
        .join();
    return this;
  }

  /** The usual: one enrolled patient with one cuff. */
  public Enrolling usual(String patient, String cuff) {
    return practice().patient(patient).enrol(patient).cuff(cuff).assign(cuff, patient);
  }
}
