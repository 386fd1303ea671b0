package dev.cuffline.gateway.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.gateway.intake.Cuff;
import dev.cuffline.gateway.intake.Ledger;
import dev.cuffline.gateway.intake.TestGateway;
import dev.cuffline.gateway.store.Database;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Quarantine hides no critical value (P6). */
abstract class UnattributedAlertsContractTest {
  private static final Instant EARLIER = TestGateway.START.minus(Duration.ofMinutes(5));

  private Database database;
  private TestGateway gateway;

  /** A fresh, migrated, empty database. */
  abstract Database open();

  @BeforeEach
  void start() {
    database = open();
    gateway = new TestGateway(database);
    gateway.people().usual("p-1", "cuff-1");
  }

  @AfterEach
  void stop() {
    gateway.close();
    database.close();
  }

  private static void assertPagesOnce(TestGateway gateway) {
    Ledger.AlertRow alert = gateway.ledger().alert();
    assertThat(alert.patient()).isEmpty();
    assertThat(alert.severity()).isEqualTo("CRITICAL");
    assertThat(alert.state()).isEqualTo("OPEN");
    assertThat(alert.pages()).isTrue();
    assertThat(gateway.ledger().count("notice")).isEqualTo(1);
  }

  @Test
  void anUnknownCuffInACrisisRaisesOneAlertHoweverOftenItSends() {
    for (int i = 0; i < 5; i++) {
      gateway.judged("cuff-9", Cuff.reading(EARLIER, 214, 128));
      gateway.clock().advance(Duration.ofMinutes(1));
    }

    assertPagesOnce(gateway);
  }

  @Test
  void aDeadClockHidesNoCrisis() {
    byte[] bytes = Cuff.timed(214, 128, 2000, 1, 1, 8);

    gateway.send("cuff-1", "ble-2a35", bytes);
    gateway.send("cuff-1", "ble-2a35", bytes);
    gateway.judge();

    assertPagesOnce(gateway);
    assertThat(gateway.ledger().dispositions()).containsOnly("quarantine");
  }

  @Test
  void aSystolicBesideAnErrorCodeHidesNoCrisis() {
    byte[] bytes = Cuff.loneSystolic(214, 2026, 1, 20, 8);

    gateway.send("cuff-1", "ble-2a35", bytes);
    gateway.send("cuff-1", "ble-2a35", bytes);
    gateway.judge();

    assertPagesOnce(gateway);
    assertThat(gateway.ledger().readings("p-1")).isEmpty();
  }

  @Test
  void valuesThatNoHeartCanHaveRaiseNothing() {
    gateway.judged("cuff-9", Cuff.reading(EARLIER, 90, 214));

    assertThat(gateway.ledger().alerts()).isEmpty();
  }

  @Test
  void anOrdinaryReadingOfAnUnknownCuffRaisesNothing() {
    gateway.judged("cuff-9", Cuff.reading(EARLIER, 126, 81));

    assertThat(gateway.ledger().alerts()).isEmpty();
  }

  @Test
  void aLateCrisisIsListedAndPagesNobody() {
    gateway.judged("cuff-9", Cuff.reading(EARLIER.minus(Duration.ofDays(3)), 214, 128));

    Ledger.AlertRow alert = gateway.ledger().alert();
    assertThat(alert.historic()).isTrue();
    assertThat(alert.pages()).isFalse();
    assertThat(gateway.ledger().count("notice")).isZero();
  }

  @Test
  void onceAttributedThePatientsOwnAlertSpeaksForIt() {
    gateway.judged("cuff-9", Cuff.reading(EARLIER, 214, 128));
    gateway.clock().advance(Duration.ofMinutes(3));

    gateway.people().cuff("cuff-9").assign("cuff-9", "p-1");

    assertThat(gateway.ledger().alerts())
        .extracting(alert -> alert.patient().orElse("nobody") + " " + alert.state())
        .containsExactly("nobody RESOLVED", "p-1 OPEN");
    assertThat(gateway.ledger().alerts().getLast().pages()).isTrue();
  }

  @Test
  void attributedAfterADayItPagesNobodyButStaysListed() {
    gateway.judged("cuff-9", Cuff.reading(EARLIER, 214, 128));
    gateway.clock().advance(Duration.ofDays(2));

    gateway.people().cuff("cuff-9").assign("cuff-9", "p-1");

    Ledger.AlertRow alert = gateway.ledger().alerts().getLast();
    assertThat(alert.patient()).contains("p-1");
    assertThat(alert.state()).isEqualTo("OPEN");
    assertThat(alert.historic()).isTrue();
    assertThat(alert.pages()).isFalse();
  }

  @Test
  void movementAndTypingHideNoCrisisOfAPatient() {
    gateway.judged(
        "cuff-1", Cuff.reading(EARLIER.toString(), 214, 128, ", \"flags\": [\"body-movement\"]"));
    String moved = gateway.ledger().alert().severity();
    gateway.judged(
        "cuff-1",
        Cuff.reading(EARLIER.plusSeconds(60).toString(), 215, 128, ", \"entry\": \"manual\""));

    assertThat(moved).isEqualTo("CRITICAL");
    assertThat(gateway.ledger().alert().confirmation()).isEqualTo("CONFIRMED");
    assertThat(gateway.ledger().alert().pages()).isTrue();
  }
}
