package dev.cuffline.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.gateway.registry.DeviceKey;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.web.QuarantineDesk;
import dev.cuffline.rules.reading.PracticeId;
import dev.cuffline.rules.reading.RegulatoryStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A person at the quarantine desk, over a real store and journal. */
abstract class DeskContractTest {
  private static final Instant NOW = TestGateway.START;

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

  private Map<String, Integer> replay(String transmission, int item) {
    return desk()
        .replay(
            TestGateway.PRACTICE, List.of(new QuarantineDesk.Place(transmission, item)), "rn-1");
  }

  private Desk desk() {
    return new Desk(database, gateway.journal(), gateway.rejudging(), gateway.clock());
  }

  private String fromTheFuture() {
    return gateway.judged("cuff-1", Cuff.reading(NOW.plus(Duration.ofHours(2)), 126, 81));
  }

  @Test
  void whatWasInTheFutureIsAReadingOnceItIsThePast() {
    String transmission = fromTheFuture();
    Map<String, Integer> atOnce = replay(transmission, 0);
    gateway.clock().advance(Duration.ofDays(1));

    Map<String, Integer> nextDay = replay(transmission, 0);
    Map<String, Integer> again = replay(transmission, 0);

    assertThat(atOnce).isEqualTo(Map.of("quarantine", 1));
    assertThat(nextDay).as("the clock was wrong when it came").containsOnlyKeys("quarantine");
    assertThat(again).isEqualTo(nextDay);
    assertThat(gateway.ledger().readings("p-1")).isEmpty();
  }

  @Test
  void anUnknownDeviceIsReleasedByItsAssignmentAndAReplayChangesNothingMore() {
    String transmission = gateway.judged("hub-9", Cuff.of("serial:c-9", NOW, 126, 81));
    Map<String, Integer> unknown = replay(transmission, 0);
    gateway
        .people()
        .device("c-9", RegulatoryStatus.FDA, DeviceKey.serial("c-9"))
        .assign("c-9", "p-1");

    assertThat(unknown).isEqualTo(Map.of("quarantine", 1));
    assertThat(gateway.ledger().readings("p-1")).hasSize(1);
    assertThat(replay(transmission, 0)).isEmpty();
    assertThat(gateway.ledger().readings("p-1")).hasSize(1);
  }

  @Test
  void whatWasRejectedIsReadAgainAndStaysRejectedWhileNothingIsMended() {
    String transmission = gateway.send("cuff-1", "cuffline.v1", "{]");
    gateway.judge();

    assertThat(replay(transmission, 0)).isEqualTo(Map.of("reject", 1));
    assertThat(gateway.ledger().verdicts()).containsExactly("reject not-json");
  }

  @Test
  void aZoneSaidForASenderReadsWhatWaitsAndWhatComesAndNothingThatWasRead() {
    gateway
        .people()
        .device("sm-1", RegulatoryStatus.FDA, new DeviceKey("smartmeter", "77"))
        .assign("sm-1", "p-1");
    gateway.registry().createSource(TestGateway.PRACTICE, "adapter", "admin").join();
    String noon = "2026-01-20 12:00:00";
    gateway.send("adapter", "smartmeter-pull", Cuff.smartMeter("r-1", "2026-01-20 08:00:00", 126));
    gateway.send("adapter", "smartmeter-pull", Cuff.smartMeter("r-2", noon, 131));
    gateway.judge();
    List<String> before = gateway.ledger().verdicts();

    gateway
        .registry()
        .save(
            TestGateway.PRACTICE,
            "adapter",
            Optional.of(ZoneId.of("Europe/Berlin")),
            Optional.empty(),
            Optional.empty(),
            "admin")
        .join();
    gateway.send("adapter", "smartmeter-pull", Cuff.smartMeter("r-3", noon, 136));
    gateway.judge();

    assertThat(before)
        .as("read in the patient's zone, noon has not come yet")
        .containsExactly("accept", "quarantine clock-future");
    assertThat(gateway.ledger().readings("p-1"))
        .extracting(stored -> stored.reading().measuredAt().instant().toString())
        .containsExactly("2026-01-20T11:00:00Z", "2026-01-20T11:00:00Z", "2026-01-20T13:00:00Z");
  }

  @Test
  void limitsSaidForASenderHoldForItAlone() {
    gateway.registry().createSource(TestGateway.PRACTICE, "hub-9", "admin").join();
    gateway
        .people()
        .device("c-9", RegulatoryStatus.FDA, DeviceKey.serial("c-9"))
        .assign("c-9", "p-1");
    Instant ahead = NOW.plus(Duration.ofMinutes(25));
    gateway.judged("hub-9", Cuff.of("serial:c-9", ahead, 126, 81));
    gateway.judged("cuff-1", Cuff.reading(ahead, 127, 81));

    gateway
        .registry()
        .save(
            TestGateway.PRACTICE,
            "hub-9",
            Optional.empty(),
            Optional.of(Duration.ofMinutes(30)),
            Optional.empty(),
            "admin")
        .join();

    assertThat(gateway.ledger().verdicts()).containsExactly("accept", "quarantine clock-future");
  }

  @Test
  void bytesAreShownAsTextOrHexToTheirOwnPracticeAndItIsWrittenDownWhoLooked() {
    String text = gateway.send("cuff-1", "cuffline.v1", "{\"a\": 1}");
    String bytes = gateway.send("cuff-1", "ble-2a35", new byte[] {30, 0, (byte) 0xFF});
    gateway.judge();

    QuarantineDesk.Payload shown = desk().payload(TestGateway.PRACTICE, text, "rn-1").orElseThrow();
    QuarantineDesk.Payload hex = desk().payload(TestGateway.PRACTICE, bytes, "rn-1").orElseThrow();

    assertThat(shown.text()).hasValue("{\"a\": 1}");
    assertThat(shown.size()).isEqualTo("{\"a\": 1}".getBytes(StandardCharsets.UTF_8).length);
    assertThat(hex.hex()).hasValue("1e00ff");
    assertThat(desk().payload(new PracticeId("other"), text, "rn-1")).isEmpty();
    List<String> looked =
        database.read(session ->
            session.list(
                "SELECT replaced_by FROM authored_history WHERE kind = 'payload-seen'",
                row -> row.text("replaced_by")));
    assertThat(looked).containsExactly("rn-1", "rn-1");
  }
}
