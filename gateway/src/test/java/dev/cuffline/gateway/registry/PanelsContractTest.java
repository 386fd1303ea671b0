package dev.cuffline.gateway.registry;

import static dev.cuffline.gateway.registry.People.PRACTICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuffline.gateway.intake.VirtualClock;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.rules.reading.PatientId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who minds which patient, on whichever database. */
abstract class PanelsContractTest {
  private static final Instant START = Instant.parse("2026-01-31T13:00:00Z");
  private static final PatientId P1 = new PatientId("p1");
  private static final PatientId P2 = new PatientId("p2");

  private final VirtualClock clock = new VirtualClock(START);
  private Database database;
  private Registry registry;

  /** A fresh, migrated, empty database. */
  abstract Database open() throws Exception;

  @BeforeEach
  void openRegistry() throws Exception {
    database = open();
    registry =
        new Registry(
            database,
            clock,
            new SourceDirectory(database),
            new DeviceDirectory(),
            RegistryListener.none());
    registry.save(People.practice("harbor"), Mode.CREATE, "admin").join();
    for (String id : new String[] {"dr-a", "dr-b"}) {
      registry.save(PRACTICE, People.practitioner(id), Mode.CREATE, "admin").join();
    }
    registry.save(PRACTICE, People.patient("p1"), Mode.CREATE, "admin").join();
    registry.save(PRACTICE, People.patient("p2"), Mode.CREATE, "admin").join();
    registry.save(PRACTICE, People.enrolment("e1", "p1", "I10"), Mode.CREATE, "admin").join();
  }

  @AfterEach
  void closeDatabase() {
    database.close();
  }

  private HandOver handOver(String id, Duration length) {
    return new HandOver(
        id, "dr-a", "dr-b", clock.instant(), clock.instant().plus(length), "Back on Monday");
  }

  private Optional<String> member(PatientId patient) {
    return database.read(db -> Panels.of(db, PRACTICE, patient));
  }

  @Test
  void aPatientIsMindedByOneMemberAndWhatWasBeforeIsKept() {
    assertThat(give(List.of(P1, P2), "dr-a")).isEqualTo(2);
    assertThat(give(List.of(P1), "dr-b")).isEqualTo(1);
    assertThat(give(List.of(P1), "dr-b")).isZero();

    assertThat(member(P1)).hasValue("dr-b");
    Map<String, Long> sizes = database.read(db -> Panels.sizes(db, PRACTICE));
    assertThat(sizes).isEqualTo(Map.of("dr-a", 1L, "dr-b", 1L));
    assertThat(history("panel", "p1")).containsExactly("{}", "{\"member\":\"dr-a\"}");
    registry.givePatients(PRACTICE, List.of(P1), Optional.empty(), "admin").join();
    assertThat(member(P1)).isEmpty();
  }

  private int give(List<PatientId> patients, String member) {
    return registry.givePatients(PRACTICE, patients, Optional.of(member), "admin").join();
  }

  private List<String> history(String kind, String id) {
    return database.read(db ->
        db.list(
            "SELECT was FROM authored_history WHERE practice_id = ? AND kind = ? AND id = ?"
                + " ORDER BY seq",
            row -> row.text("was"),
            PRACTICE,
            kind,
            id));
  }

  @Test
  void nobodyMindsForWhomTheyAreNotKnown() {
    assertThatThrownBy(() -> give(List.of(P1), "somebody"))
        .hasRootCauseInstanceOf(RefusedException.class)
        .hasMessageContaining("member of staff or practitioner");
    assertThatThrownBy(() -> give(List.of(P1, new PatientId("nobody")), "dr-a"))
        .hasRootCauseInstanceOf(RefusedException.class);
    assertThat(member(P1)).isEmpty();
  }

  @Test
  void onlyWhomNobodyMindsIsGivenWithTheClinician() {
    assertThat(registry.giveFreePatients(PRACTICE, "dr-a", "dr-b", "admin").join()).isEqualTo(1);
    assertThat(registry.giveFreePatients(PRACTICE, "dr-a", "dr-a", "admin").join()).isZero();

    assertThat(member(P1)).hasValue("dr-b");
    assertThat(member(P2)).isEmpty();
  }

  @Test
  void aHandOverHoldsFromItsBeginningToItsEndWithoutTheEnd() {
    registry.handOverPatients(PRACTICE, handOver("h1", Duration.ofHours(12)), "admin").join();

    assertThat(minded("dr-b", START)).containsExactlyInAnyOrder("dr-b", "dr-a");
    assertThat(minded("dr-b", START.plus(Duration.ofHours(12)))).containsExactly("dr-b");
    assertThat(minded("dr-b", START.minusSeconds(1))).containsExactly("dr-b");
    assertThat(minded("dr-a", START)).containsExactly("dr-a");
  }

  private Iterable<String> minded(String member, Instant at) {
    return database.read(db -> Panels.mindedBy(db, PRACTICE, member, at));
  }

  @Test
  void itEndsEarlyOnceAndIsKeptAsItWas() {
    registry.handOverPatients(PRACTICE, handOver("h1", Duration.ofHours(12)), "admin").join();
    clock.set(START.plusSeconds(60));

    assertThat(registry.endHandOver(PRACTICE, "h1", "admin").join()).isTrue();
    assertThat(registry.endHandOver(PRACTICE, "h1", "admin").join()).isFalse();
    List<HandOver> left = database.read(db -> Panels.handOvers(db, PRACTICE, clock.instant()));
    assertThat(left).isEmpty();
    assertThat(history("hand-over", "h1")).singleElement().asString().contains("Back on Monday");
  }

  @Test
  void nobodyHandsOverToThemselvesOrIntoThePast() {
    assertThatThrownBy(() -> new HandOver("h", "dr-a", "dr-a", START, START.plusSeconds(1), ""))
        .hasMessageContaining("must be somebody else");
    assertThatThrownBy(() -> handOver("h", Duration.ZERO)).hasMessageContaining("must lie ahead");
  }
}
