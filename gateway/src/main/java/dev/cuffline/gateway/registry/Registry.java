package dev.cuffline.gateway.registry;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The commands by which people change what is on file. Each is one transaction of the writer, and
 * is written down with who gave it and when.
 *
 * <p>A future completes after the commit, with {@link InvalidValueException} or {@link
 * RefusedException} as the cause of a failure that its giver can mend. Must not be waited for on
 * the writer's thread.
 */
public final class Registry {
  private final Database database;
  private final Clock clock;
  private final SourceDirectory sources;
  private final DeviceDirectory devices;
  private final RegistryListener listener;

  /** What runs inside a command's transaction. */
  @FunctionalInterface
  interface Command<T> {
    T in(Change change) throws SQLException;
  }

  /**
   * Opens the registry.
   *
   * @param listener told of changes inside their transaction
   */
  public Registry(
      Database database,
      Clock clock,
      SourceDirectory sources,
      DeviceDirectory devices,
      RegistryListener listener) {
    this.database = database;
    this.clock = clock;
    this.sources = sources;
    this.devices = devices;
    this.listener = listener;
  }

  /** A new id for any row: a ULID. */
  public String newId() {
    return UlidCreator.getMonotonicUlid(clock.millis()).toString();
  }

  /** Saves a practice. */
  public CompletableFuture<Result<Practice>> save(Practice practice, Mode mode, String actor) {
    return run(practice.id(), actor, change -> PracticeTable.save(change, practice, mode));
  }

  /** Saves a practitioner. */
  public CompletableFuture<Result<Practitioner>> save(
      PracticeId practice, Practitioner practitioner, Mode mode, String actor) {
    return run(practice, actor, change -> StaffTables.save(change, practitioner, mode));
  }

  /** Saves a member of staff. */
  public CompletableFuture<Result<Staff>> save(
      PracticeId practice, Staff staff, Mode mode, String actor) {
    return run(practice, actor, change -> StaffTables.save(change, staff, mode));
  }

  /** Saves a supervision; it is known by staff, practitioner and first date. */
  public CompletableFuture<Result<Supervision>> save(
      PracticeId practice, Supervision supervision, Mode mode, String actor) {
    return run(practice, actor, change -> StaffTables.save(change, supervision, mode));
  }

  /** Saves a patient; an MRN belongs to one patient of a practice. */
  public CompletableFuture<Result<Patient>> save(
      PracticeId practice, Patient patient, Mode mode, String actor) {
    return run(practice, actor, change -> PatientTable.save(change, patient, mode));
  }

  /** Saves an enrolment; a patient's never overlap. */
  public CompletableFuture<Result<Enrolment>> save(
      PracticeId practice, Enrolment enrolment, Mode mode, String actor) {
    return run(practice, actor, change -> EnrolmentTable.save(change, enrolment, mode));
  }

  /** Replaces what has happened in the course of an enrolment. */
  public CompletableFuture<Result<Circumstances>> save(
      PracticeId practice, Circumstances circumstances, String actor) {
    return run(practice, actor, change -> CircumstancesTable.save(change, circumstances));
  }

  /** Saves a patient's own rules; they are known by patient and first date. */
  public CompletableFuture<Result<OwnRules>> save(
      PracticeId practice, OwnRules rules, Mode mode, String actor) {
    return run(practice, actor, change -> OwnRulesTable.save(change, rules, mode));
  }

  /**
   * Saves a device; a key belongs to one device of a practice.
   *
   * @param login whether it gets a login of its own under its id, if it has none yet; the key
   *     {@code source:ID} is added for it
   */
  public CompletableFuture<RegisteredDevice> save(
      PracticeId practice, Device device, boolean login, Mode mode, String actor) {
    return run(practice, actor, change -> DeviceTable.save(change, device, login, mode));
  }

  /** Gives a device to a patient; refused when it overlaps another of the same device and slot. */
  public CompletableFuture<Result<DeviceAssignment>> assign(
      PracticeId practice, DeviceAssignment assignment, Mode mode, String actor) {
    return run(practice, actor, change -> AssignmentTable.save(change, assignment, mode));
  }

  /**
   * Gives a device to another patient from an instant on; what is open there ends at it. Readings
   * measured since then move to the other patient.
   */
  public CompletableFuture<Result<DeviceAssignment>> handOver(
      PracticeId practice, DeviceAssignment assignment, String actor) {
    return run(practice, actor, change -> AssignmentTable.handOver(change, assignment));
  }

  /**
   * Makes a patient one for trying things out: what is sent says so, nothing is billed, nobody is
   * paged. Refused once there is a reading; cannot be undone.
   */
  public CompletableFuture<Boolean> markTest(PracticeId practice, PatientId patient, String actor) {
    return run(
        practice,
        actor,
        change -> {
          PatientTable.markTest(change, patient);
          return true;
        });
  }

  /** Proposes that two records are of one person. */
  public CompletableFuture<PatientMerge> proposeMerge(
      PracticeId practice,
      String id,
      PatientId duplicate,
      PatientId survivor,
      String reason,
      String actor) {
    return run(
        practice,
        actor,
        change -> new PatientMerges(change).propose(id, duplicate, survivor, reason));
  }

  /** Accepts or refuses a merge; refused to whoever has proposed it. */
  public CompletableFuture<PatientMerge> decideMerge(
      PracticeId practice, String id, boolean accepted, String actor) {
    return run(practice, actor, change -> new PatientMerges(change).decide(id, accepted));
  }

  /** Parts what a merge has put together. */
  public CompletableFuture<PatientMerge> undoMerge(PracticeId practice, String id, String actor) {
    return run(practice, actor, change -> new PatientMerges(change).undo(id));
  }

  /**
   * Takes over what an EHR says of a patient's enrolment: what is missing is filled in, what
   * contradicts is proposed; once for each version of what it says.
   *
   * @param destination the EHR's name, which stands as the actor of what is filled in, beside the
   *     resource that says so
   */
  public CompletableFuture<EhrTaken> takeFromEhr(
      PracticeId practice,
      PatientId patient,
      String destination,
      List<EhrStatement> statements,
      String actor) {
    return run(
        practice,
        actor,
        change -> new EhrFacts(change, destination, this::newId).take(patient, statements));
  }

  /**
   * Accepts what an EHR says.
   *
   * @param completion what a person adds where it does not say enough
   */
  public CompletableFuture<EhrProposal> acceptFromEhr(
      PracticeId practice, String id, EhrCompletion completion, String actor) {
    return run(practice, actor, change -> EhrDecisions.accept(change, id, completion));
  }

  /** Declines what an EHR says; it is not proposed again unless the EHR says otherwise. */
  public CompletableFuture<EhrProposal> declineFromEhr(
      PracticeId practice, String id, String actor) {
    return run(practice, actor, change -> EhrDecisions.decline(change, id));
  }

  /** Ends an assignment, or moves its end; exclusive. */
  public CompletableFuture<Result<DeviceAssignment>> endAssignment(
      PracticeId practice, String assignment, Instant end, String actor) {
    return run(
        practice,
        actor,
        change -> {
          DeviceAssignment before =
              AssignmentTable.find(change.session(), practice, assignment)
                  .orElseThrow(
                      () -> RefusedException.unknown("assignment", "assignment", assignment));
          return AssignmentTable.save(change, before.until(end), Mode.REPLACE);
        });
  }

  /** Writes down what has happened to a device. */
  public CompletableFuture<Result<DeviceEvent>> happened(
      PracticeId practice, DeviceEvent event, String actor) {
    return run(practice, actor, change -> DeviceEventTable.save(change, event));
  }

  /** Makes a login for a hub or a vendor's service. Its id is unique over all practices. */
  public CompletableFuture<IssuedSecret> createSource(
      PracticeId practice, String id, String actor) {
    return run(practice, actor, change -> SourceTable.create(change, id));
  }

  /** Gives a login a new secret; the old one ends at once, and so does a revocation. */
  public CompletableFuture<IssuedSecret> renewSource(PracticeId practice, String id, String actor) {
    return run(practice, actor, change -> SourceTable.renew(change, id));
  }

  /** Says how the times of a sender are to be read; what it has in quarantine is judged again. */
  public CompletableFuture<Result<SourceClock>> save(
      PracticeId practice,
      String source,
      Optional<ZoneId> zone,
      Optional<Duration> futureTolerance,
      Optional<Duration> oldest,
      String actor) {
    return run(
        practice,
        actor,
        change ->
            SourceClockTable.save(
                change, new SourceClock(source, change.at(), zone, futureTolerance, oldest)));
  }

  /** Refuses a login from now on. Connections that stand are the listener's to close. */
  public CompletableFuture<Saved> revokeSource(PracticeId practice, String id, String actor) {
    return run(practice, actor, change -> SourceTable.revoke(change, id));
  }

  /** Logs time. */
  public CompletableFuture<Result<TimeEntry>> log(
      PracticeId practice, TimeEntryDraft draft, String actor) {
    return run(practice, actor, change -> TimeKeeping.log(change, draft, newId()));
  }

  /**
   * Logs time with a call in it.
   *
   * @param call about the entry; its id is filled in
   */
  public CompletableFuture<Result<TimeEntry>> log(
      PracticeId practice, TimeEntryDraft draft, CallRecord call, String actor) {
    return run(
        practice,
        actor,
        change -> {
          Result<TimeEntry> logged = TimeKeeping.log(change, draft, newId());
          CallRecords.insert(change, call.in(logged.value().id()));
          return logged;
        });
  }

  /**
   * A time entry as it would be logged now, with what the registry completes it by; nothing is
   * written. Blocks.
   *
   * @throws InvalidValueException as logging it would
   * @throws RefusedException as logging it would
   */
  public TimeEntry preview(PracticeId practice, TimeEntryDraft draft) {
    return database.read(
        session -> TimeKeeping.preview(new Change(session, practice, "", clock.instant()), draft));
  }

  /** Acknowledges, snoozes or resolves an alert; then, in the same transaction, asks the hook. */
  public CompletableFuture<AlertAction> act(
      PracticeId practice, AlertActionDraft draft, String actor, AlertActions hook) {
    return run(practice, actor, change -> AlertHandling.take(change, draft, newId(), hook));
  }

  /**
   * Gives patients to a member of staff or a practitioner to mind.
   *
   * @param member empty for nobody
   * @return how many have changed hands
   */
  public CompletableFuture<Integer> givePatients(
      PracticeId practice, List<PatientId> patients, Optional<String> member, String actor) {
    return run(practice, actor, change -> Panels.give(change, patients, member));
  }

  /**
   * Gives a practitioner's enrolled patients whom nobody minds yet to a member.
   *
   * @return how many there were
   */
  public CompletableFuture<Integer> giveFreePatients(
      PracticeId practice, String practitioner, String member, String actor) {
    return run(practice, actor, change -> Panels.giveFree(change, practitioner, member));
  }

  /** Somebody minds another's patients for a while. */
  public CompletableFuture<HandOver> handOverPatients(
      PracticeId practice, HandOver handOver, String actor) {
    return run(practice, actor, change -> Panels.handOver(change, handOver));
  }

  /** Ends that now; false when it is over already. */
  public CompletableFuture<Boolean> endHandOver(PracticeId practice, String id, String actor) {
    return run(practice, actor, change -> Panels.endHandOver(change, id));
  }

  /** What the weekly review list says of a patient until now was looked at. */
  public CompletableFuture<Boolean> reviewed(
      PracticeId practice, PatientId patient, String note, String actor) {
    return run(practice, actor, change -> Panels.review(change, patient, note));
  }

  /**
   * Imports a CSV file, all of it or nothing.
   *
   * @param file its name, for messages
   */
  public CompletableFuture<ImportResult> importCsv(
      PracticeId practice, ImportKind kind, String file, byte[] content, String actor) {
    return run(
        practice, actor, change -> new CsvImport(change, file, this::newId).run(kind, content));
  }

  private <T> CompletableFuture<T> run(PracticeId practice, String actor, Command<T> command) {
    Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return database
        .writer()
        .command(session -> {
          Change change = new Change(session, practice, actor, at);
          devices.beginCommand();
          try {
            T answer = command.in(change);
            tell(change);
            return new Done<>(answer, change);
          } finally {
            devices.endCommand(practice, change.devices(), !change.clocks().isEmpty());
          }
        })
        .thenApply(done -> {
          done.change().sources().forEach(sources::refresh);
          return done.answer();
        });
  }

  private record Done<T>(T answer, Change change) {}

  private void tell(Change change) throws SQLException {
    for (DeviceId device : change.devices()) {
      listener.deviceChanged(change.session(), change.practice(), device, change.holders(device));
    }
    for (String source : change.clocks()) {
      listener.clockChanged(change.session(), change.practice(), source);
    }
    for (PatientId patient : change.patients()) {
      listener.patientChanged(change.session(), change.practice(), patient);
    }
  }
}
