package dev.cuffline.gateway.registry;

import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.RegulatoryStatus;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The records that one line of a CSV file stands for. */
final class CsvRows {
  private final Change change;
  private final Supplier<String> newId;
  private final CsvLine line;

  CsvRows(Change change, Supplier<String> newId, CsvLine line) {
    this.change = change;
    this.newId = newId;
    this.line = line;
  }

  Patient patient() throws SQLException {
    Optional<PatientIdentifier> mrn = mrn();
    Optional<String> id = line.optional("id");
    if (id.isEmpty() && mrn.isEmpty()) {
      line.problem("id", "must not be empty, unless mrn_system and mrn are there");
    }
    String family = line.text("family");
    String given = line.text("given");
    LocalDate birthDate = line.date("birth_date");
    ZoneId zone = line.zone("zone");
    line.check();
    PatientId known =
        new PatientId(
            id.isPresent() ? Identifier.require(id.get(), "id") : idOf(mrn.orElseThrow()));
    Optional<Patient> before = PatientTable.find(change.session(), change.practice(), known);
    return new Patient(
        known,
        family,
        given,
        birthDate,
        zone,
        line.optional("language"),
        identifiers(before, mrn),
        line.list("phones"),
        before.map(Patient::caregivers).orElse(List.of()));
  }

  private String idOf(PatientIdentifier mrn) throws SQLException {
    return PatientTable.byIdentifier(change.session(), change.practice(), mrn)
        .map(PatientId::value)
        .orElseGet(newId);
  }

  /** A file names one MRN; those of other systems stay. */
  private static List<PatientIdentifier> identifiers(
      Optional<Patient> before, Optional<PatientIdentifier> mrn) {
    List<PatientIdentifier> all =
        new ArrayList<>(before.map(Patient::identifiers).orElse(List.of()));
    if (mrn.isPresent()) {
      all.removeIf(known -> known.system().equals(mrn.get().system()));
      all.add(mrn.get());
    }
    return all;
  }

  private Optional<PatientIdentifier> mrn() {
    Optional<String> system = line.optional("mrn_system");
    Optional<String> value = line.optional("mrn");
    if (system.isPresent() != value.isPresent()) {
      line.problem(
          system.isPresent() ? "mrn" : "mrn_system", "must be there when the other one is");
    }
    return system.isPresent() && value.isPresent()
        ? Optional.of(new PatientIdentifier(system.get(), value.get()))
        : Optional.empty();
  }

  Device device() {
    List<DeviceKey> keys = new ArrayList<>();
    line.optional("imei").map(DeviceKey::imei).ifPresent(keys::add);
    line.optional("serial").map(DeviceKey::serial).ifPresent(keys::add);
    line.optional("ble").map(DeviceKey::bluetooth).ifPresent(keys::add);
    line.parsed("other_key", DeviceKey::parse, "must be kind:value").ifPresent(keys::add);
    RegulatoryStatus status =
        line.word("regulatory_status", RegulatoryStatus.class).orElse(RegulatoryStatus.UNKNOWN);
    String id = line.text("id");
    String format = line.text("format");
    line.flag("login");
    Optional<CuffSize> cuffSize = line.word("cuff_size", CuffSize.class);
    line.check();
    Label label = new Label(cuffSize, line.optional("udi"), line.optional("clearance"));
    return new Device(
        new DeviceId(Identifier.require(id, "id")),
        keys,
        format,
        status,
        line.optional("manufacturer").orElse(""),
        line.optional("model").orElse(""),
        label);
  }

  DeviceEvent deviceEvent() throws SQLException {
    DeviceId device = new DeviceId(Identifier.require(line.text("device"), "device"));
    DeviceEvent.Kind kind =
        line.required("kind", line.word("kind", DeviceEvent.Kind.class), DeviceEvent.Kind.IN_STOCK);
    ZoneId zone = PracticeTable.require(change.session(), change.practice()).zone();
    Instant at = line.required("at", line.instant("at", zone), Instant.EPOCH);
    boolean named = line.optional("patient").isPresent() || line.optional("mrn").isPresent();
    Optional<PatientId> patient = named ? patientNamed() : Optional.empty();
    line.check();
    String id =
        DeviceEventTable.ofDevice(change.session(), change.practice(), device).stream()
            .filter(known -> known.kind() == kind && known.at().equals(at))
            .map(DeviceEvent::id)
            .findFirst()
            .orElseGet(newId);
    return new DeviceEvent(
        id, device, kind, at, patient, line.optional("staff"), line.optional("note").orElse(""));
  }

  DeviceAssignment assignment() throws SQLException {
    Session session = change.session();
    String device = line.text("device");
    Optional<PatientId> named = patientNamed();
    line.check();
    Patient patient = PatientTable.require(session, change.practice(), named.orElseThrow());
    Instant from = line.required("from", line.instant("from", patient.zone()), Instant.EPOCH);
    Optional<Instant> to = line.instant("to", patient.zone());
    line.check();
    Optional<String> slot = line.optional("slot");
    DeviceId deviceId = new DeviceId(Identifier.require(device, "device"));
    String id =
        AssignmentTable.ofDevice(session, change.practice(), deviceId).stream()
            .filter(known -> known.slot().equals(slot) && known.from().equals(from))
            .map(DeviceAssignment::id)
            .findFirst()
            .orElseGet(newId);
    return new DeviceAssignment(id, deviceId, slot, patient.id(), from, to);
  }

  private Optional<PatientId> patientNamed() throws SQLException {
    Optional<String> id = line.optional("patient");
    if (id.isPresent()) {
      return id.map(given -> new PatientId(Identifier.require(given, "patient")));
    }
    Optional<PatientIdentifier> mrn = mrn();
    if (mrn.isEmpty()) {
      line.problem("patient", "must not be empty, unless mrn_system and mrn are there");
      return Optional.empty();
    }
    Optional<PatientId> found =
        PatientTable.byIdentifier(change.session(), change.practice(), mrn.get());
    if (found.isEmpty()) {
      line.problem("mrn", "must be the MRN of a patient on file");
    }
    return found;
  }

  Enrolment enrolment() throws SQLException {
    Optional<PatientId> patient = patientNamed();
    String practitioner = line.text("practitioner");
    LocalDate startedOn = line.date("started_on");
    int frequency = line.number("frequency_per_day", 1);
    Optional<LocalDate> orderedOn = line.optionalDate("ordered_on");
    Optional<LocalDate> orderEndsOn = line.optionalDate("order_ends_on");
    Optional<LocalDate> consentOn = line.optionalDate("consent_on");
    Optional<ConsentMethod> method = line.word("consent_method", ConsentMethod.class);
    Optional<LocalDate> withdrawnOn = line.optionalDate("consent_withdrawn_on");
    boolean costShare = line.flag("consent_cost_share");
    boolean established = line.flag("established_patient");
    Optional<LocalDate> anchor = line.optionalDate("anchor");
    SetUp setUp = new SetUp(line.optionalDate("set_up_on"), line.flag("set_up_billed"));
    Optional<LocalDate> endedOn = line.optionalDate("ended_on");
    line.check();
    PatientId enrolled = patient.orElseThrow();
    return new Enrolment(
        line.optional("id").orElse(knownId(enrolled, startedOn)),
        enrolled,
        practitioner,
        line.optional("payer_profile").orElse(practicesProfile()),
        line.list("diagnoses"),
        new Order(orderedOn, orderEndsOn, frequency),
        new Consent(consentOn, method, costShare, withdrawnOn),
        established,
        anchor,
        setUp,
        startedOn,
        endedOn);
  }

  private String knownId(PatientId patient, LocalDate startedOn) throws SQLException {
    return EnrolmentTable.ofPatient(change.session(), change.practice(), patient).stream()
        .filter(known -> known.startedOn().equals(startedOn))
        .map(Enrolment::id)
        .findFirst()
        .orElseGet(newId);
  }

  private String practicesProfile() throws SQLException {
    return PracticeTable.require(change.session(), change.practice()).payerProfile();
  }
}
