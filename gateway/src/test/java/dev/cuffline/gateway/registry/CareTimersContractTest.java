package dev.cuffline.gateway.registry;

import static dev.cuffline.gateway.registry.People.PRACTICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.cuffline.gateway.intake.VirtualClock;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.rules.reading.PatientId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a timer measures and leaves, on whichever database. */
abstract class CareTimersContractTest {
  private static final Instant START = Instant.parse("2026-01-31T13:00:00Z");
  private static final PatientId P1 = new PatientId("p1");
  private static final PatientId P2 = new PatientId("p2");

  private final VirtualClock clock = new VirtualClock(START);
  private Database database;
  private Registry registry;
  private CareTimers timers;

  /** A fresh, migrated, empty database. */
  abstract Database open() throws Exception;

  @BeforeEach
  void openTimers() throws Exception {
    database = open();
    registry =
        new Registry(
            database,
            clock,
            new SourceDirectory(database),
            new DeviceDirectory(),
            RegistryListener.none());
    registry.save(People.practice("harbor"), Mode.CREATE, "admin").join();
    registry.save(PRACTICE, People.practitioner("dr-a"), Mode.CREATE, "admin").join();
    registry.save(PRACTICE, People.patient("p1"), Mode.CREATE, "admin").join();
    registry.save(PRACTICE, People.patient("p2"), Mode.CREATE, "admin").join();
    timers = new CareTimers(database, registry, clock);
  }

  @AfterEach
  void closeDatabase() {
    database.close();
  }

  private void pass(int seconds) {
    clock.set(clock.instant().plusSeconds(seconds));
  }

  private List<TimeDraft> drafts() {
    return database.read(db -> CareTimers.open(db, PRACTICE));
  }

  private List<TimeDraft> drafts(Instant from, Instant to) {
    return database.read(db -> CareTimers.open(db, PRACTICE, from, to));
  }

  private Optional<CareTimer> running(String actor) {
    return database.read(db -> CareTimers.running(db, actor));
  }

  @Test
  void itMeasuresFromPressToPress() {
    timers.start(PRACTICE, P1, "cleo").join();
    pass(120);
    String id = timers.stop("cleo").join().orElseThrow();

    assertThat(drafts())
        .containsExactly(new TimeDraft(id, P1, "cleo", START, START.plusSeconds(120), 0));
    assertThat(timers.stop("cleo").join()).as("none runs any more").isEmpty();
  }

  @Test
  void aNewGatewayFindsItRunning() {
    timers.start(PRACTICE, P1, "cleo").join();
    pass(60);
    timers = new CareTimers(database, registry, clock);
    timers.stop("cleo").join();

    assertThat(drafts())
        .extracting(draft -> Duration.between(draft.start(), draft.end()))
        .containsExactly(Duration.ofSeconds(60));
  }

  @Test
  void onePersonHasOneAndAnotherPersonHasTheirOwn() {
    timers.start(PRACTICE, P1, "cleo").join();
    timers.start(PRACTICE, P1, "dan").join();
    pass(30);
    timers.start(PRACTICE, P1, "cleo").join();
    timers.start(PRACTICE, P2, "cleo").join();

    assertThat(drafts())
        .extracting(TimeDraft::patient)
        .as("of the one that was left")
        .containsExactly(P1);
    assertThat(running("cleo").orElseThrow().patient()).isEqualTo(P2);
    assertThat(running("dan")).isPresent();
  }

  @Test
  void whoeverWasAwayIsNotBroughtBackAndTheTimeSinceIsLeftOut() {
    timers.start(PRACTICE, P1, "cleo").join();
    pass(200);
    assertThat(timers.seen("cleo").join()).isTrue();
    pass(301);
    assertThat(timers.seen("cleo").join()).isFalse();
    pass(9);
    timers.stop("cleo").join();

    assertThat(drafts())
        .extracting(TimeDraft::end, TimeDraft::idleSeconds)
        .containsExactly(tuple(START.plusSeconds(200), 310L));
  }

  @Test
  void nothingMeasuredLeavesNoDraft() {
    timers.start(PRACTICE, P1, "cleo").join();
    assertThat(timers.stop("cleo").join()).isEmpty();
    assertThat(drafts()).isEmpty();
  }

  @Test
  void aDraftThatIsLoggedOrDiscardedIsOpenNoMore() {
    timers.start(PRACTICE, P1, "cleo").join();
    pass(60);
    String logged = timers.stop("cleo").join().orElseThrow();
    timers.start(PRACTICE, P2, "cleo").join();
    pass(60);
    String discarded = timers.stop("cleo").join().orElseThrow();

    registry.log(PRACTICE, entry(logged), "cleo").join();
    assertThat(timers.discard(PRACTICE, discarded).join()).isTrue();
    assertThat(timers.discard(PRACTICE, discarded).join()).as("once").isFalse();

    assertThat(drafts()).isEmpty();
  }

  private TimeEntryDraft entry(String id) {
    TimeDraft draft =
        drafts().stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
    return new TimeEntryDraft(
        Optional.of(id),
        draft.patient(),
        new TimeSpent.Interval(draft.start(), draft.end()),
        "dr-a",
        Optional.empty(),
        Optional.of("dr-a"),
        ServiceLine.RPM,
        Activity.REVIEW,
        List.of(),
        "Looked through the week",
        List.of());
  }

  @Test
  void whatAMonthsEndAsksForIsFoundByItsBeginning() {
    timers.start(PRACTICE, P1, "cleo").join();
    pass(60);
    timers.stop("cleo").join();

    assertThat(drafts(START, START.plusSeconds(1))).hasSize(1);
    assertThat(drafts(START.plusSeconds(1), Instant.MAX)).isEmpty();
  }

  @Test
  void nobodysPatientHasNoTimer() {
    assertThatThrownBy(() -> timers.start(PRACTICE, new PatientId("nobody"), "cleo").join())
        .hasCauseInstanceOf(RefusedException.class);
  }
}
