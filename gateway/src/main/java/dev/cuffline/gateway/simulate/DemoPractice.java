package dev.cuffline.gateway.simulate;

import dev.cuffline.gateway.registry.Activity;
import dev.cuffline.gateway.registry.Consent;
import dev.cuffline.gateway.registry.ConsentMethod;
import dev.cuffline.gateway.registry.Contact;
import dev.cuffline.gateway.registry.Device;
import dev.cuffline.gateway.registry.DeviceAssignment;
import dev.cuffline.gateway.registry.DeviceKey;
import dev.cuffline.gateway.registry.Enrolment;
import dev.cuffline.gateway.registry.Modality;
import dev.cuffline.gateway.registry.Mode;
import dev.cuffline.gateway.registry.Npi;
import dev.cuffline.gateway.registry.Order;
import dev.cuffline.gateway.registry.Participant;
import dev.cuffline.gateway.registry.Patient;
import dev.cuffline.gateway.registry.Practice;
import dev.cuffline.gateway.registry.Practitioner;
import dev.cuffline.gateway.registry.Registry;
import dev.cuffline.gateway.registry.Role;
import dev.cuffline.gateway.registry.ServiceLine;
import dev.cuffline.gateway.registry.SetUp;
import dev.cuffline.gateway.registry.Staff;
import dev.cuffline.gateway.registry.Supervision;
import dev.cuffline.gateway.registry.TimeEntryDraft;
import dev.cuffline.gateway.registry.TimeSpent;
import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import dev.cuffline.rules.reading.RegulatoryStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The demo's practice, enrolled the way that people enrol: by the registry's commands. */
public final class DemoPractice {
  /** Owner of everything in the demo. */
  public static final PracticeId ID = new PracticeId("demo-practice");

  /** The patient whose month supports 99457 although 99454 fails. */
  public static final PatientId MANAGED = new PatientId(DemoPatient.MANAGED.patientId());

  /** A login without a device on file: a cuff that nobody has registered. */
  static final String UNKNOWN_CUFF = "demo-cuff-unknown";

  static final ZoneId ZONE = ZoneId.of("America/New_York");

  private static final String ACTOR = "demo";
  private static final String DOCTOR = "demo-dr";
  private static final String NURSE = "demo-rn";
  private static final int ENROLLED_DAYS_AGO = 40;

  private final Registry registry;
  private final Instant now;
  private final Map<DemoPatient, String> secrets = new EnumMap<>(DemoPatient.class);
  private String unknownSecret = "";

  /** Enrols nobody yet. */
  public DemoPractice(Registry registry, Instant now) {
    this.registry = registry;
    this.now = now;
  }

  /** Enrols practice, people, patients and cuffs. Blocks. */
  public void enrol() {
    LocalDate since = LocalDate.ofInstant(now, ZONE).minusDays(ENROLLED_DAYS_AGO);
    registry
        .save(new Practice(ID, "Demo practice", ZONE, "medicare-2026"), Mode.CREATE, ACTOR)
        .join();
    registry
        .save(
            ID,
            new Practitioner(DOCTOR, new Npi("1234567893"), "Demo", "Doctor"),
            Mode.CREATE,
            ACTOR)
        .join();
    registry
        .save(
            ID,
            new Staff(NURSE, "Demo Nurse", Role.CLINICAL_STAFF, Optional.of("RN")),
            Mode.CREATE,
            ACTOR)
        .join();
    registry
        .save(ID, new Supervision(NURSE, DOCTOR, since, Optional.empty()), Mode.CREATE, ACTOR)
        .join();
    for (DemoPatient patient : DemoPatient.values()) {
      enrol(patient, since);
    }
    unknownSecret = registry.createSource(ID, UNKNOWN_CUFF, ACTOR).join().secret();
    logCareTime();
  }

  private void enrol(DemoPatient demo, LocalDate since) {
    PatientId patient = new PatientId(demo.patientId());
    registry
        .save(
            ID,
            new Patient(
                patient,
                demo.family(),
                "Demo",
                LocalDate.of(1950, 1, demo.number()),
                ZONE,
                Optional.of("en"),
                List.of(),
                List.of(),
                List.of()),
            Mode.CREATE,
            ACTOR)
        .join();
    secrets.put(
        demo,
        registry
            .save(
                ID,
                new Device(
                    new DeviceId(demo.deviceId()),
                    demo.format().equals(DemoPatient.MIO)
                        ? List.of(DeviceKey.imei(demo.imei()))
                        : List.of(),
                    demo.format(),
                    RegulatoryStatus.FDA,
                    "",
                    ""),
                true,
                Mode.CREATE,
                ACTOR)
            .join()
            .secret()
            .orElseThrow()
            .secret());
    registry.save(ID, enrolment(demo, patient, since), Mode.CREATE, ACTOR).join();
    registry
        .assign(
            ID,
            new DeviceAssignment(
                registry.newId(),
                new DeviceId(demo.deviceId()),
                Optional.empty(),
                patient,
                since.atStartOfDay(ZONE).toInstant(),
                Optional.empty()),
            Mode.CREATE,
            ACTOR)
        .join();
  }

  private static Enrolment enrolment(DemoPatient demo, PatientId patient, LocalDate since) {
    return new Enrolment(
        "demo-enrolment-" + demo.number(),
        patient,
        DOCTOR,
        "medicare-2026",
        List.of("I10"),
        new Order(Optional.of(since), Optional.empty(), 1),
        new Consent(Optional.of(since), Optional.of(ConsentMethod.VERBAL), true, Optional.empty()),
        true,
        Optional.empty(),
        new SetUp(Optional.of(since), true),
        since,
        Optional.empty());
  }

  /** Three calls and a medication change, each with its start, end and documented action. */
  private void logCareTime() {
    logCall(Duration.ofMinutes(27), Duration.ofMinutes(8), "Reviewed readings with the patient");
    logCall(Duration.ofMinutes(18), Duration.ofMinutes(7), "Coached on resting before measuring");
    logCall(Duration.ofMinutes(10), Duration.ofMinutes(6), "Explained the new dose");
    log(
        Duration.ofMinutes(4),
        Duration.ofMinutes(3),
        Activity.MEDICATION,
        "Medication changed by the practitioner after review",
        false);
  }

  private void logCall(Duration ago, Duration length, String action) {
    log(ago, length, Activity.CALL, action, true);
  }

  private void log(Duration ago, Duration length, Activity activity, String action, boolean live) {
    Instant start = now.minus(ago);
    Instant end = start.plus(length);
    registry
        .log(
            ID,
            new TimeEntryDraft(
                Optional.empty(),
                MANAGED,
                new TimeSpent.Interval(start, end),
                NURSE,
                Optional.of(DOCTOR),
                Optional.of(DOCTOR),
                ServiceLine.RPM,
                activity,
                List.of("readings-of-the-month"),
                action,
                live
                    ? List.of(new Contact(start, end, Modality.AUDIO, Participant.PATIENT))
                    : List.of()),
            ACTOR)
        .join();
  }

  String secretOf(DemoPatient patient) {
    return secrets.getOrDefault(patient, "");
  }

  String secretOfUnknownCuff() {
    return unknownSecret;
  }
}
