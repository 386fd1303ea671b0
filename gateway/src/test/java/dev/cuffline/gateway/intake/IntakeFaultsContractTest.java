package dev.cuffline.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuffline.gateway.registry.DeviceKey;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.rules.reading.RegulatoryStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of the neighbours when one item, or the store itself, fails. */
abstract class IntakeFaultsContractTest {
  private static final Instant EARLIER = TestGateway.START.minus(Duration.ofMinutes(5));

  private Database database;
  private TestGateway gateway;

  /** A fresh, migrated, empty database. */
  abstract Database open();

  @BeforeEach
  void start() {
    database = open();
    gateway = new TestGateway(database);
    gateway.people().usual("p-1", "cuff-1").patient("p-2").cuff("cuff-2").assign("cuff-2", "p-2");
  }

  @AfterEach
  void stop() {
    gateway.close();
    database.close();
  }

  /** From now on the rules fail for whatever this patient measures. */
  private void poison(String patient) {
    gateway
        .ledger()
        .plant(
            """
            INSERT INTO alert (practice_id, id, patient_id, family, severity, state, confirmation,
              historic, pages, raised_by, raised_at, rules, evidence, findings, sentence)
            VALUES (?, 'poison', ?, 'BP_HIGH', 'HIGH', 'OPEN', 'NONE', 0, 0, 'r', 0, '[]', '[]',
              'not JSON', '')
            """,
            TestGateway.PRACTICE,
            patient);
  }

  @Test
  void aTransmissionThatBreaksTheJudgingIsQuarantinedAndItsNeighboursPass() {
    poison("p-2");

    gateway.send("cuff-1", "cuffline.v1", Cuff.reading(EARLIER, 126, 81));
    String broken = gateway.send("cuff-2", "cuffline.v1", Cuff.reading(EARLIER, 127, 82));
    gateway.send("cuff-1", "cuffline.v1", Cuff.reading(EARLIER.plusSeconds(60), 128, 83));
    gateway.judge();

    assertThat(gateway.ledger().verdicts())
        .containsExactly("accept", "quarantine internal-error", "accept");
    assertThat(gateway.ledger().readings("p-2")).isEmpty();
    assertThat(gateway.position()).isEqualTo(3);
    assertThat(gateway.journal().find(broken)).isPresent();
  }

  @Test
  void everyRecordOfABrokenTransmissionIsJudgedOnceTheFaultIsMended() {
    poison("p-2");
    String broken =
        gateway.judged(
            "cuff-2",
            Cuff.together(
                Cuff.reading(EARLIER, 127, 82), Cuff.reading(EARLIER.plusSeconds(60), 128, 83)));

    gateway.ledger().plant("DELETE FROM alert WHERE id = 'poison'");
    gateway.clock().advance(Duration.ofMinutes(1));
    gateway.people().device("cuff-2", RegulatoryStatus.UNKNOWN, DeviceKey.source("cuff-2"));

    assertThat(gateway.ledger().verdicts(broken)).containsExactly("accept", "accept");
    assertThat(gateway.ledger().readings("p-2")).hasSize(2);
  }

  @Test
  void aDeviceWhoseRowsCannotBeReadHoldsUpNobodyElse() {
    gateway.ledger().plant("UPDATE patient SET zone = 'Nowhere/Atall' WHERE id = 'p-2'");

    String broken = gateway.send("cuff-2", "cuffline.v1", Cuff.reading(EARLIER, 127, 82));
    gateway.send("cuff-1", "cuffline.v1", Cuff.reading(EARLIER, 126, 81));
    gateway.judge();

    assertThat(gateway.ledger().verdicts(broken)).containsExactly("quarantine internal-error");
    assertThat(gateway.ledger().readings("p-1")).hasSize(1);
    assertThat(gateway.position()).isEqualTo(2);
  }

  @Test
  void textThatADatabaseCannotHoldHoldsUpNobody() {
    gateway.send("cuff-1", "cuffline.v1", Cuff.of("imei:\\u0000", EARLIER, 126, 81));
    gateway.send("cuff-1", "cuffline.v1", Cuff.of("imei:\\ud800", EARLIER, 126, 81));
    gateway.send("cuff-1", "nul\0format", "{}");
    gateway.send(
        "cuff-1",
        "cuffline.v1",
        Cuff.reading(EARLIER.toString(), 126, 81, ", \"userSlot\": \"\\u0000\""));
    gateway.send("cuff-1", "cuffline.v1", Cuff.reading(EARLIER.plusSeconds(60), 126, 81));

    gateway.judge();

    assertThat(gateway.healthy()).isTrue();
    assertThat(gateway.position()).isEqualTo(5);
    assertThat(gateway.ledger().dispositions())
        .containsExactly("quarantine", "quarantine", "reject", "accept", "accept");
  }

  @Test
  void aTimeBeyondWhatTheStoreCanCountHoldsUpNobodyAndNoCommand() {
    String far = gateway.judged("cuff-1", Cuff.reading("+999999999-12-31T23:59:59Z", 126, 81, ""));
    String mio =
        gateway.send(
            "cuff-1",
            "mio-telemetry",
            """
            {"data": {"data_type": "bpm_gen2_measure", "imei": "990000000000017", "sys": 126,
             "dia": 81, "ts": 99999999999999}}\
            """);
    gateway.judge();

    gateway
        .people()
        .device(
            "cuff-1",
            RegulatoryStatus.UNKNOWN,
            DeviceKey.source("cuff-1"),
            DeviceKey.imei("990000000000017"));

    assertThat(gateway.ledger().verdicts(far).getFirst()).doesNotStartWith("accept");
    assertThat(gateway.ledger().verdicts(mio).getFirst()).doesNotStartWith("accept");
  }

  @Test
  void anItemThatCannotBeReleasedDoesNotForbidTheCommand() {
    gateway.judged("cuff-3", Cuff.reading(EARLIER, 126, 81));
    gateway.ledger().plant("UPDATE item SET item_no = 9");

    gateway.people().cuff("cuff-3").assign("cuff-3", "p-1");

    assertThat(gateway.ledger().dispositions()).containsExactly("quarantine");
  }

  @Test
  void aTransactionThatIsUndoneLeavesCursorAndEffectsAsTheyWere() {
    gateway.judged("cuff-1", Cuff.reading(EARLIER, 126, 81));
    String waiting = gateway.send("cuff-1", "cuffline.v1", Cuff.reading(EARLIER, 127, 82));
    gateway.ledger().plant("ALTER TABLE journal_cursor RENAME TO journal_cursor_away");

    int judged = gateway.step();

    assertThat(judged).isZero();
    assertThat(gateway.healthy()).isFalse();
    assertThat(gateway.ledger().verdicts(waiting)).isEmpty();
    assertThat(gateway.ledger().readings("p-1")).hasSize(1);
    assertThat(gateway.position()).isEqualTo(1);
  }

  @Test
  void afterTheStoreIsBackEverythingThatWaitedIsJudgedOnce() {
    gateway.send("cuff-1", "cuffline.v1", Cuff.reading(EARLIER, 126, 81));
    gateway.ledger().plant("ALTER TABLE journal_cursor RENAME TO journal_cursor_away");
    gateway.step();

    gateway.ledger().plant("ALTER TABLE journal_cursor_away RENAME TO journal_cursor");
    gateway.restart();
    gateway.judge();

    assertThat(gateway.ledger().verdicts()).containsExactly("accept");
    assertThat(gateway.counted("cuffline.items", Optional.empty())).isEqualTo(1);
  }

  @Test
  void aCommandThatFailsReleasesNothing() {
    gateway.judged("cuff-3", Cuff.reading(EARLIER, 126, 81));
    gateway.people().cuff("cuff-3");

    assertThatThrownBy(() -> gateway.people().assign("cuff-3", "nobody"))
        .hasMessageContaining("nobody");

    assertThat(gateway.ledger().verdicts()).containsExactly("quarantine unassigned");
  }
}
