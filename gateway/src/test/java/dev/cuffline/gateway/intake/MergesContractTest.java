package dev.cuffline.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuffline.gateway.registry.PatientMerge;
import dev.cuffline.gateway.registry.RefusedException;
import dev.cuffline.gateway.registry.RegistryQueries;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.rules.reading.PatientId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two records of one person: merged after a second look, and parted again. */
abstract class MergesContractTest {
  private static final Instant NOW = TestGateway.START;
  private static final String MERGE = "m-1";

  private Database database;
  private TestGateway gateway;

  /** A fresh, migrated, empty database. */
  abstract Database open();

  @BeforeEach
  void start() {
    database = open();
    gateway = new TestGateway(database);
    gateway.people().usual("p-1", "cuff-1").patient("p-2").cuff("cuff-2").assign("cuff-2", "p-2");
    gateway.judged("cuff-1", Cuff.reading(NOW.minus(Duration.ofDays(1)), 126, 81));
    gateway.judged("cuff-2", Cuff.reading(NOW.minus(Duration.ofHours(1)), 136, 82));
    gateway.clock().advance(Duration.ofMinutes(1));
  }

  @AfterEach
  void stop() {
    gateway.close();
    database.close();
  }

  private PatientMerge propose() {
    return gateway
        .registry()
        .proposeMerge(
            TestGateway.PRACTICE,
            MERGE,
            new PatientId("p-2"),
            new PatientId("p-1"),
            "same MRN in the EHR",
            "rn-1")
        .join();
  }

  private PatientMerge decide(boolean accepted, String actor) {
    return gateway.registry().decideMerge(TestGateway.PRACTICE, MERGE, accepted, actor).join();
  }

  private List<Integer> readings() {
    return List.of(
        gateway.ledger().readings("p-1").size(), gateway.ledger().readings("p-2").size());
  }

  @Test
  void readingsAndDaysOfTheDuplicateBecomeTheSurvivorsAndGoBack() {
    propose();
    List<Integer> proposed = readings();

    PatientMerge merged = decide(true, "rn-2");
    List<Integer> whole = readings();
    int days = gateway.ledger().dataDays("p-1").size();
    PatientMerge undone = gateway.registry().undoMerge(TestGateway.PRACTICE, MERGE, "rn-3").join();

    assertThat(proposed).as("nothing happens before a second person has looked").containsOnly(1);
    assertThat(merged.state()).isEqualTo(PatientMerge.State.MERGED);
    assertThat(merged.decided().orElseThrow().by()).isEqualTo("rn-2");
    assertThat(whole).containsExactly(2, 0);
    assertThat(days).isEqualTo(2);
    assertThat(undone.state()).isEqualTo(PatientMerge.State.UNDONE);
    assertThat(readings()).containsExactly(1, 1);
    assertThat(gateway.ledger().dataDays("p-1")).hasSize(1);
  }

  @Test
  void whoeverProposesDoesNotDecide() {
    propose();

    assertThatThrownBy(() -> decide(true, "rn-1"))
        .hasCauseInstanceOf(RefusedException.class)
        .hasMessageContaining("by somebody else than rn-1");
    assertThat(decide(false, "rn-2").state()).isEqualTo(PatientMerge.State.REFUSED);
    assertThatThrownBy(() -> decide(true, "rn-2")).hasMessageContaining("must be PROPOSED");
    assertThat(readings()).containsOnly(1);
  }

  @Test
  void whoWasMergedTakesNothingNew() {
    propose();
    decide(true, "rn-2");

    assertThatThrownBy(() -> gateway.people().cuff("cuff-3").assign("cuff-3", "p-2"))
        .hasMessageContaining("patient p-2 was merged into p-1");
    gateway.judged("cuff-2", Cuff.reading(NOW, 141, 83));
    assertThat(readings()).containsExactly(3, 0);
  }

  @Test
  void enrolmentsThatOverlapStandInTheWay() {
    gateway.people().enrol("p-2");
    propose();

    assertThatThrownBy(() -> decide(true, "rn-2"))
        .hasMessageContaining("enrolments enrolment-p-2 and enrolment-p-1 overlap");
    assertThat(readings()).containsOnly(1);
    assertThat(
            database
                .read(session -> RegistryQueries.merge(session, TestGateway.PRACTICE, MERGE))
                .orElseThrow()
                .state())
        .isEqualTo(PatientMerge.State.PROPOSED);
  }
}
