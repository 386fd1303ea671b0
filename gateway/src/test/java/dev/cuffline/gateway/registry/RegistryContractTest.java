package dev.cuffline.gateway.registry;

import static dev.cuffline.gateway.registry.People.PRACTICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.gateway.store.Work;
import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the registry promises, on whichever database; run by one subclass a database. */
abstract class RegistryContractTest {
  private static final Instant NOW = Instant.parse("2026-02-01T12:00:00Z");
  private static final DeviceId CUFF = new DeviceId("cuff-1");

  private Database database;
  private SourceDirectory sources;
  private DeviceDirectory devices;
  private Registry registry;
  private final Recorder recorder = new Recorder();

  /** Writes down what it is told, and what the directory answers at that moment. */
  private final class Recorder implements RegistryListener {
    private final List<String> told = new ArrayList<>();
    private boolean refuses;

    @Override
    public void deviceChanged(
        Session tx, PracticeId practice, DeviceId device, Set<PatientId> holders)
        throws SQLException {
      int assignments =
          devices.find(tx, practice, device).map(it -> it.assignments().size()).orElse(-1);
      told.add(device + " has " + assignments);
      if (refuses) {
        throw new IllegalStateException("the listener refuses");
      }
    }

    @Override
    public void clockChanged(Session tx, PracticeId practice, String source) {
      told.add("clock of " + source);
    }

    @Override
    public void patientChanged(Session tx, PracticeId practice, PatientId patient) {
      told.add(patient.value());
    }
  }

  /** A fresh, migrated, empty database. */
  abstract Database open() throws Exception;

  @BeforeEach
  void openRegistry() throws Exception {
    database = open();
    sources = new SourceDirectory(database);
    devices = new DeviceDirectory();
    registry = new Registry(database, Clock.fixed(NOW, ZoneOffset.UTC), sources, devices, recorder);
    done(registry.save(People.practice("harbor"), Mode.CREATE, "admin"));
    done(registry.save(PRACTICE, People.practitioner("dr-a"), Mode.CREATE, "admin"));
    done(registry.save(PRACTICE, People.patient("p1"), Mode.CREATE, "admin"));
    done(registry.save(PRACTICE, People.patient("p2"), Mode.CREATE, "admin"));
    recorder.told.clear();
  }

  private <T> List<T> rows(Work<List<T>> query) {
    return database.read(query);
  }

  @AfterEach
  void closeDatabase() {
    database.close();
  }

  private static <T> T done(CompletableFuture<T> command) {
    return command.join();
  }

  private Optional<DeviceRecord> found(DeviceKey key) {
    return done(database.writer().batch(s -> devices.find(s, PRACTICE, key)));
  }

  private RegisteredDevice cuff() {
    Device device = People.device("cuff-1", DeviceKey.imei("990000000000017"));
    return done(registry.save(PRACTICE, device, true, Mode.CREATE, "admin"));
  }

  private static byte[] bytes(IssuedSecret secret) {
    return secret.secret().getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void whatIsSavedComesBackWhole() {
    done(registry.save(PRACTICE, People.enrolment("e1", "p1", "I10"), Mode.CREATE, "admin"));

    Optional<Patient> patient =
        database.read(s -> RegistryQueries.patient(s, PRACTICE, new PatientId("p1")));
    Optional<Enrolment> enrolment =
        database.read(s -> RegistryQueries.enrolment(s, PRACTICE, "e1"));

    assertThat(patient).contains(People.patient("p1"));
    assertThat(enrolment).contains(People.enrolment("e1", "p1", "I10"));
  }

  @Test
  void savingTheSameAgainChangesNothing() {
    Result<Patient> again =
        done(registry.save(PRACTICE, People.patient("p1"), Mode.CREATE, "somebody"));

    assertThat(again.saved()).isEqualTo(Saved.UNCHANGED);
    assertThat(recorder.told).isEmpty();
  }

  @Test
  void creatingAnotherUnderTheSameIdIsRefused() {
    Patient other = People.patient("p1", "Baker", "1950-03-31");

    assertThatThrownBy(() -> done(registry.save(PRACTICE, other, Mode.CREATE, "admin")))
        .hasRootCauseInstanceOf(RefusedException.class)
        .hasRootCauseMessage("patient p1 exists already, with other values");
  }

  @Test
  void replacingKeepsWhatWasAndWhoReplacedIt() {
    Patient married = People.patient("p1", "Baker", "1950-03-31");

    Result<Patient> replaced = done(registry.save(PRACTICE, married, Mode.REPLACE, "nurse"));

    assertThat(replaced.saved()).isEqualTo(Saved.CHANGED);
    List<String> history =
        database.read(s ->
            s.list(
                "SELECT kind, id, was, replaced_by FROM authored_history",
                row ->
                    row.text("kind") + row.text("id") + row.text("was") + row.text("replaced_by")));
    assertThat(history).singleElement().asString().contains("patientp1", "Adams", "nurse");
  }

  @Test
  void rowsOfAnotherPracticeAreNotSeen() {
    done(registry.save(People.practice("inland"), Mode.CREATE, "admin"));
    PracticeId inland = new PracticeId("inland");

    assertThat(rows(s -> RegistryQueries.patients(s, inland, Page.ALL))).isEmpty();
    assertThatThrownBy(() ->
            done(registry.save(inland, People.enrolment("e", "p1", "I10"), Mode.CREATE, "admin")))
        .hasRootCauseMessage("there is no patient p1");
  }

  @Test
  void anIdentifierBelongsToOnePatient() {
    Patient p1 = People.patient("p1");
    Patient twin =
        new Patient(
            new PatientId("p3"),
            "Adams",
            "Ben",
            p1.birthDate(),
            p1.zone(),
            Optional.empty(),
            p1.identifiers(),
            List.of(),
            List.of());

    assertThatThrownBy(() -> done(registry.save(PRACTICE, twin, Mode.CREATE, "admin")))
        .hasRootCauseMessage("patient p1 has one of these identifiers already");
  }

  @Test
  void aBirthInTheFutureIsRefused() {
    Patient unborn = People.patient("p3", "Adams", "2026-02-02");

    assertThatThrownBy(() -> done(registry.save(PRACTICE, unborn, Mode.CREATE, "admin")))
        .hasRootCauseMessage("birthDate must not lie in the future");
  }

  @Test
  void enrolmentsOfAPatientDoNotOverlap() {
    done(registry.save(PRACTICE, People.enrolment("e1", "p1", "I10"), Mode.CREATE, "admin"));
    Enrolment second = People.enrolment("e2", "p1", "I10");

    assertThatThrownBy(() -> done(registry.save(PRACTICE, second, Mode.CREATE, "admin")))
        .hasRootCauseMessage("overlaps enrolment e1 (2025-12-01 to open) of the same patient");
  }

  @Test
  void aSecretIsGivenOnceAndLogsInUntilItIsRevoked() {
    RegisteredDevice device = cuff();
    IssuedSecret secret = device.secret().orElseThrow();
    Source expected = new Source("cuff-1", PRACTICE);

    assertThat(sources.authenticate("cuff-1", bytes(secret))).contains(expected);
    assertThat(sources.authenticateKey(bytes(secret))).contains(expected);
    assertThat(new SourceDirectory(database).authenticate("cuff-1", bytes(secret)))
        .contains(expected);

    Saved revoked = done(registry.revokeSource(PRACTICE, "cuff-1", "admin"));

    assertThat(revoked).isEqualTo(Saved.CHANGED);
    assertThat(sources.authenticate("cuff-1", bytes(secret))).isEmpty();
    assertThat(sources.authenticateKey(bytes(secret))).isEmpty();
    assertThat(new SourceDirectory(database).authenticate("cuff-1", bytes(secret))).isEmpty();
  }

  @Test
  void wrongSecretsAndUnknownLoginsAreRefused() {
    IssuedSecret secret = cuff().secret().orElseThrow();

    assertThat(sources.authenticate("cuff-1", new byte[0])).isEmpty();
    assertThat(sources.authenticate("cuff-1", "wrong".getBytes(StandardCharsets.UTF_8))).isEmpty();
    assertThat(sources.authenticate("cuff-2", bytes(secret))).isEmpty();
    assertThat(sources.authenticateKey(new byte[32])).isEmpty();
  }

  @Test
  void aRenewedSecretReplacesTheOldOneAtOnce() {
    IssuedSecret old = cuff().secret().orElseThrow();

    IssuedSecret fresh = done(registry.renewSource(PRACTICE, "cuff-1", "admin"));

    assertThat(sources.authenticate("cuff-1", bytes(old))).isEmpty();
    assertThat(sources.authenticate("cuff-1", bytes(fresh))).isPresent();
    assertThat(fresh.secret()).hasSize(32).isNotEqualTo(old.secret());
  }

  @Test
  void noSecretIsInTheDatabase() {
    IssuedSecret secret = cuff().secret().orElseThrow();

    List<String> kept =
        database.read(
            s -> s.list("SELECT secret_sha256 FROM source", r -> r.text("secret_sha256")));

    assertThat(kept).singleElement().asString().hasSize(64).doesNotContain(secret.secret());
  }

  @Test
  void aLoginBelongsToOnePracticeOnly() {
    cuff();
    done(registry.save(People.practice("inland"), Mode.CREATE, "admin"));
    PracticeId inland = new PracticeId("inland");

    assertThatThrownBy(() -> done(registry.createSource(inland, "cuff-1", "admin")))
        .hasRootCauseMessage("there is a login cuff-1 already");
    assertThatThrownBy(() -> done(registry.revokeSource(inland, "cuff-1", "admin")))
        .hasRootCauseMessage("there is no login cuff-1");
  }

  @Test
  void aDeviceIsFoundByEachOfItsKeysAndByItsLogin() {
    cuff();

    assertThat(found(DeviceKey.imei("990000000000017"))).map(DeviceRecord::id).contains(CUFF);
    assertThat(found(DeviceKey.source("cuff-1"))).map(DeviceRecord::id).contains(CUFF);
    assertThat(found(DeviceKey.imei("990000000000025"))).isEmpty();
  }

  @Test
  void aKeyBelongsToOneDevice() {
    cuff();
    Device other = People.device("cuff-2", DeviceKey.imei("990000000000017"));

    assertThatThrownBy(() -> done(registry.save(PRACTICE, other, false, Mode.CREATE, "admin")))
        .hasRootCauseMessage("device cuff-1 has one of these keys (imei)");
  }

  @Test
  void aKeyThatMovesIsFoundAtItsNewDevice() {
    cuff();
    assertThat(found(DeviceKey.imei("990000000000017"))).isPresent();

    done(registry.save(PRACTICE, People.device("cuff-1"), false, Mode.REPLACE, "admin"));
    Device other = People.device("cuff-2", DeviceKey.imei("990000000000017"));
    done(registry.save(PRACTICE, other, false, Mode.CREATE, "admin"));

    assertThat(found(DeviceKey.imei("990000000000017")))
        .map(DeviceRecord::id)
        .contains(new DeviceId("cuff-2"));
    assertThat(found(DeviceKey.source("cuff-1"))).map(DeviceRecord::id).contains(CUFF);
  }

  @Test
  void anAssignmentIsInTheDirectoryInsideAndAfterItsTransaction() {
    cuff();
    assertThat(found(DeviceKey.source("cuff-1")).orElseThrow().assignments()).isEmpty();
    recorder.told.clear();

    done(
        registry.assign(
            PRACTICE,
            People.assignment("a1", "cuff-1", "p1", "2026-01-01T00:00:00Z"),
            Mode.CREATE,
            "admin"));

    assertThat(recorder.told).containsExactly("cuff-1 has 1", "p1");
    assertThat(found(DeviceKey.source("cuff-1")).orElseThrow().assignments())
        .containsExactly(
            new Assignment(
                Optional.empty(),
                new PatientId("p1"),
                People.NEW_YORK,
                Instant.parse("2026-01-01T00:00:00Z"),
                Optional.empty()));
  }

  @Test
  void aFailedCommandLeavesNothingInTheDirectory() {
    cuff();
    recorder.refuses = true;
    DeviceAssignment assignment = People.assignment("a1", "cuff-1", "p1", "2026-01-01T00:00:00Z");

    assertThatThrownBy(() -> done(registry.assign(PRACTICE, assignment, Mode.CREATE, "admin")))
        .hasRootCauseMessage("the listener refuses");

    assertThat(found(DeviceKey.source("cuff-1")).orElseThrow().assignments()).isEmpty();
  }

  @Test
  void overlappingAssignmentsOfOneSlotAreRefusedWithWhatOverlaps() {
    cuff();
    done(
        registry.assign(
            PRACTICE,
            People.assignment("a1", "cuff-1", "p1", "2026-01-01T00:00:00Z"),
            Mode.CREATE,
            "admin"));
    DeviceAssignment second = People.assignment("a2", "cuff-1", "p2", "2026-01-10T00:00:00Z");

    assertThatThrownBy(() -> done(registry.assign(PRACTICE, second, Mode.CREATE, "admin")))
        .hasRootCauseMessage(
            "overlaps assignment a1 of device cuff-1, every slot, to patient p1"
                + " (2026-01-01T00:00:00Z to open)");
  }

  @Test
  void anEndedAssignmentMakesRoomForTheNext() {
    cuff();
    done(
        registry.assign(
            PRACTICE,
            People.assignment("a1", "cuff-1", "p1", "2026-01-01T00:00:00Z"),
            Mode.CREATE,
            "admin"));

    done(registry.endAssignment(PRACTICE, "a1", Instant.parse("2026-01-10T00:00:00Z"), "admin"));
    Result<DeviceAssignment> next =
        done(
            registry.assign(
                PRACTICE,
                People.assignment("a2", "cuff-1", "p2", "2026-01-10T00:00:00Z"),
                Mode.CREATE,
                "admin"));

    assertThat(next.saved()).isEqualTo(Saved.CREATED);
    assertThat(found(DeviceKey.source("cuff-1")).orElseThrow().assignments())
        .extracting(held -> held.patient().value())
        .containsExactly("p1", "p2");
  }

  @Test
  void aPatientWhoMovesChangesTheZoneOfTheDevice() {
    cuff();
    done(
        registry.assign(
            PRACTICE,
            People.assignment("a1", "cuff-1", "p1", "2026-01-01T00:00:00Z"),
            Mode.CREATE,
            "admin"));
    assertThat(found(DeviceKey.source("cuff-1"))).isPresent();
    Patient p1 = People.patient("p1");
    ZoneId chicago = ZoneId.of("America/Chicago");
    Patient moved =
        new Patient(
            p1.id(),
            p1.family(),
            p1.given(),
            p1.birthDate(),
            chicago,
            p1.language(),
            p1.identifiers(),
            p1.phones(),
            p1.caregivers());

    done(registry.save(PRACTICE, moved, Mode.REPLACE, "admin"));

    assertThat(found(DeviceKey.source("cuff-1")).orElseThrow().assignments().getFirst().zone())
        .isEqualTo(chicago);
  }

  private TimeEntryDraft draft(String id, TimeSpent spent, Contact... contacts) {
    return new TimeEntryDraft(
        Optional.of(id),
        new PatientId("p1"),
        spent,
        "rn-1",
        Optional.empty(),
        Optional.empty(),
        ServiceLine.RPM,
        Activity.CALL,
        List.of("r1"),
        "advised",
        List.of(contacts));
  }

  private void staffAndEnrolment() {
    Staff nurse = new Staff("rn-1", "Nora", Role.CLINICAL_STAFF, Optional.of("RN"));
    done(registry.save(PRACTICE, nurse, Mode.CREATE, "admin"));
    Supervision january =
        new Supervision(
            "rn-1",
            "dr-a",
            LocalDate.parse("2026-01-01"),
            Optional.of(LocalDate.parse("2026-01-31")));
    done(registry.save(PRACTICE, january, Mode.CREATE, "admin"));
    done(registry.save(PRACTICE, People.enrolment("e1", "p1", "I10"), Mode.CREATE, "admin"));
    recorder.told.clear();
  }

  @Test
  void aTimeEntryTakesRoleAndSupervisorAsTheyWereOnItsDate() {
    staffAndEnrolment();
    Instant start = Instant.parse("2026-01-20T15:00:00Z");
    Contact call = new Contact(start, start.plusSeconds(300), Modality.AUDIO, Participant.PATIENT);

    TimeEntry entry =
        done(registry.log(
                PRACTICE,
                draft("t1", new TimeSpent.Interval(start, start.plusSeconds(600)), call),
                "nurse"))
            .value();

    assertThat(entry.role()).isEqualTo(Role.CLINICAL_STAFF);
    assertThat(entry.credential()).contains("RN");
    assertThat(entry.supervisor()).contains("dr-a");
    assertThat(entry.billingPractitioner()).isEqualTo("dr-a");
    assertThat(entry.enteredAt()).isEqualTo(NOW);
    assertThat(rows(s -> RegistryQueries.timeEntries(s, PRACTICE, entry.patient())))
        .containsExactly(entry);
    assertThat(recorder.told).containsExactly("p1");
  }

  @Test
  void withoutSupervisionOnTheDateTheEntryIsKeptWithoutSupervisor() {
    staffAndEnrolment();

    TimeEntry entry =
        done(registry.log(
                PRACTICE,
                draft("t1", new TimeSpent.Stated(LocalDate.parse("2026-02-01"), 600)),
                "nurse"))
            .value();

    assertThat(entry.supervisor()).isEmpty();
    assertThat(rows(s -> RegistryQueries.timeEntries(s, PRACTICE, entry.patient())))
        .containsExactly(entry);
  }

  @Test
  void theSameTimeEntryIsLoggedOnce() {
    staffAndEnrolment();
    TimeSpent spent = new TimeSpent.Stated(LocalDate.parse("2026-01-20"), 600);
    done(registry.log(PRACTICE, draft("t1", spent), "nurse"));

    Result<TimeEntry> again = done(registry.log(PRACTICE, draft("t1", spent), "nurse"));

    assertThat(again.saved()).isEqualTo(Saved.UNCHANGED);
    TimeSpent other = new TimeSpent.Stated(LocalDate.parse("2026-01-20"), 601);
    assertThatThrownBy(() -> done(registry.log(PRACTICE, draft("t1", other), "nurse")))
        .hasRootCauseMessage("time entry t1 exists already, with other values");
  }

  @Test
  void timeInTheFutureOrByNobodyIsRefused() {
    TimeSpent future = new TimeSpent.Interval(NOW, NOW.plusSeconds(600));
    assertThatThrownBy(() -> done(registry.log(PRACTICE, draft("t1", future), "nurse")))
        .hasRootCauseMessage("end must not lie in the future");

    TimeSpent past = new TimeSpent.Interval(NOW.minusSeconds(600), NOW);
    assertThatThrownBy(() -> done(registry.log(PRACTICE, draft("t1", past), "nurse")))
        .hasRootCauseMessage("there is no member of staff or practitioner rn-1");
  }

  private void alert(String severity) {
    done(
        database
            .writer()
            .batch(s ->
                s.update(
                    "INSERT INTO alert (practice_id, id, patient_id, family, severity, state,"
                        + " confirmation, historic, pages, raised_at, rules, evidence, sentence, raised_by, findings)"
                        + " VALUES (?, 'al-1', 'p1', 'BP_HIGH', ?, 'OPEN', 'CONFIRMED', 0, 1, ?,"
                        + " '[]', '[]', 'high', 'r1', '[]')",
                    PRACTICE,
                    severity,
                    NOW)));
  }

  @Test
  void aCriticalAlertIsSnoozedForHalfAnHourAtMost() {
    alert("CRITICAL");
    AlertActionDraft half = snooze(NOW.plusSeconds(1_800));
    AlertActionDraft more = snooze(NOW.plusSeconds(1_801));

    AlertAction action = done(registry.act(PRACTICE, half, "nurse", (tx, p, a) -> {}));

    assertThat(action.patient()).contains(new PatientId("p1"));
    assertThatThrownBy(() -> done(registry.act(PRACTICE, more, "nurse", (tx, p, a) -> {})))
        .hasRootCauseMessage("until must lie at most 30 minutes ahead for a critical alert");
  }

  private static AlertActionDraft snooze(Instant until) {
    return new AlertActionDraft(
        "al-1", AlertAction.Kind.SNOOZE, Optional.of(until), Optional.empty(), "");
  }

  @Test
  void theHookMayRefuseAndThenNothingIsWrittenDown() {
    alert("HIGH");
    AlertActionDraft acknowledge =
        new AlertActionDraft(
            "al-1", AlertAction.Kind.ACKNOWLEDGE, Optional.empty(), Optional.empty(), "");
    AlertActions refusing =
        (tx, practice, action) -> {
          throw RefusedException.conflict("alert", "the alert is resolved");
        };

    assertThatThrownBy(() -> done(registry.act(PRACTICE, acknowledge, "nurse", refusing)))
        .hasRootCauseMessage("the alert is resolved");

    assertThat(rows(s -> RegistryQueries.alertActions(s, PRACTICE, "al-1"))).isEmpty();
  }
}
