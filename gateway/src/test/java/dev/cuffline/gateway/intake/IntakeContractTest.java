package dev.cuffline.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuffline.gateway.registry.DeviceKey;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.StoredReading;
import dev.cuffline.rules.reading.ReadingStatus;
import dev.cuffline.rules.reading.RegulatoryStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What intake promises of every item, on whichever database. */
abstract class IntakeContractTest {
  private static final Instant NOW = TestGateway.START;
  private static final Instant EARLIER = NOW.minus(Duration.ofMinutes(5));
  private static final String IMEI = "990000000000017";

  private Database database;
  private TestGateway gateway;

  /** A fresh, migrated, empty database. */
  abstract Database open();

  @BeforeEach
  void start() {
    database = open();
    gateway = new TestGateway(database);
  }

  @AfterEach
  void stop() {
    gateway.close();
    database.close();
  }

  private void sendOneOfEachKind() {
    gateway.send("cuff-1", "cuffline.v1", Cuff.reading(EARLIER, 126, 81));
    gateway.send(
        "cuff-1",
        "cuffline.v1",
        Cuff.reading(EARLIER.plusSeconds(60).toString(), 127, 82, ", \"entry\": \"manual\""));
    gateway.send("cuff-1", "cuffline.v1", Cuff.reading(EARLIER, 126, 81));
    gateway.send("cuff-1", "cuffline.v1", Cuff.reading(NOW.plusSeconds(86_400), 126, 81));
    gateway.send("cuff-1", "mio-status", Cuff.mio(IMEI, "bpm_gen2_status"));
    gateway.send("cuff-1", "mio-telemetry", Cuff.mio(IMEI, "scale_gen2_measure"));
    gateway.send("cuff-1", "cuffline.v1", "{]");
  }

  @Test
  void everyKindOfItemEndsInItsOwnDisposition() {
    gateway.people().usual("p-1", "cuff-1");
    sendOneOfEachKind();

    gateway.judge();

    assertThat(gateway.ledger().verdicts())
        .containsExactly(
            "accept",
            "accept-not-counted manual-entry",
            "duplicate duplicate",
            "quarantine clock-future",
            "telemetry",
            "ignore not-blood-pressure",
            "reject not-json");
    assertThat(gateway.ledger().readings("p-1")).hasSize(2);
  }

  @Test
  void receivedIsJudgedAndWaitingAndItemsAreTheSumOfTheirDispositions() {
    gateway.people().usual("p-1", "cuff-1");
    sendOneOfEachKind();
    gateway.judge();
    gateway.send("cuff-1", "cuffline.v1", Cuff.reading(NOW, 130, 80));

    long judged = gateway.counted("cuffline.transmissions.judged", Optional.empty());
    long waiting =
        Math.round(gateway.metrics().get("cuffline.transmissions.waiting").gauge().value());

    assertThat(judged + waiting).isEqualTo(gateway.journal().head());
    assertThat(waiting).isEqualTo(1);
    assertThat(gateway.counted("cuffline.items", Optional.empty()))
        .isEqualTo(gateway.ledger().count("item"));
    assertThat(gateway.counted("cuffline.items", Optional.of("accept"))).isEqualTo(1);
  }

  @Test
  void aBadRecordDoesNotSinkItsNeighbours() {
    gateway.people().usual("p-1", "cuff-1");

    String id =
        gateway.judged(
            "cuff-1",
            Cuff.together(
                Cuff.reading(EARLIER, 126, 81),
                "{\"measuredAt\": 5}",
                "17",
                Cuff.reading(EARLIER.plusSeconds(60), 128, 83),
                Cuff.reading(EARLIER.plusSeconds(120), 80, 120)));

    assertThat(gateway.ledger().verdicts(id))
        .containsExactly(
            "accept",
            "reject schema-violation:measuredAt",
            "reject unknown-format",
            "accept",
            "quarantine value-implausible");
    assertThat(gateway.ledger().readings("p-1")).hasSize(2);
  }

  @Test
  void aFormatThatNobodyKnowsIsRejectedAndItsBytesAreKept() {
    gateway.people().usual("p-1", "cuff-1");

    String id = gateway.send("cuff-1", "smoke-signal", "{}");
    gateway.judge();

    assertThat(gateway.ledger().verdicts(id)).containsExactly("reject unknown-format");
    assertThat(gateway.journal().find(id).orElseThrow().transmission().payload()).hasSize(2);
  }

  @Test
  void aReadingIsStoredOnceHoweverOftenAndByWhateverWayItComes() {
    gateway.people().usual("p-1", "cuff-1");
    String reading = Cuff.reading(EARLIER, 126, 81);

    gateway.send("cuff-1", "cuffline.v1", reading);
    gateway.send("cuff-1", "cuffline.v1", reading);
    gateway.judge();
    gateway.clock().advance(Duration.ofDays(3));
    gateway.judged("cuff-1", Cuff.together(reading, Cuff.reading(NOW, 140, 90), reading));

    assertThat(gateway.ledger().dispositions())
        .containsExactly("accept", "duplicate", "duplicate", "accept", "duplicate");
    assertThat(gateway.ledger().readings("p-1")).hasSize(2);
    assertThat(gateway.ledger().count("outbox")).isEqualTo(2);
  }

  @Test
  void theSameValuesOfTwoCuffsAreTwoReadings() {
    gateway.people().usual("p-1", "cuff-1").cuff("cuff-2").assign("cuff-2", "p-1");

    gateway.judged("cuff-1", Cuff.reading(EARLIER, 126, 81));
    gateway.judged("cuff-2", Cuff.reading(EARLIER, 126, 81));

    assertThat(gateway.ledger().readings("p-1")).hasSize(2);
  }

  @Test
  void withoutTimeOrIdIdenticalBytesAreOneReadingForTenMinutesAndThenANewOne() {
    gateway.people().usual("p-1", "cuff-1");
    byte[] bytes = Cuff.timeless(126, 81);

    gateway.send("cuff-1", "ble-2a35", bytes);
    gateway.judge();
    gateway.clock().advance(Duration.ofMinutes(10));
    gateway.send("cuff-1", "ble-2a35", bytes);
    gateway.judge();
    gateway.clock().advance(Duration.ofSeconds(1));
    gateway.send("cuff-1", "ble-2a35", bytes);
    gateway.judge();

    assertThat(gateway.ledger().dispositions()).containsExactly("accept", "duplicate", "accept");
    assertThat(gateway.ledger().readings("p-1")).hasSize(2);
  }

  @Test
  void otherValuesWithinTheWindowAreAnotherReading() {
    gateway.people().usual("p-1", "cuff-1");

    gateway.send("cuff-1", "ble-2a35", Cuff.timeless(126, 81));
    gateway.send("cuff-1", "ble-2a35", Cuff.timeless(128, 81));
    gateway.judge();

    assertThat(gateway.ledger().readings("p-1")).hasSize(2);
  }

  @Test
  void anUnknownCuffWaitsInQuarantineAndIsReleasedByItselfOnceAssigned() {
    gateway.people().practice().patient("p-1").enrol("p-1");
    String id = gateway.judged("cuff-9", Cuff.reading(EARLIER, 126, 81));
    assertThat(gateway.ledger().verdicts(id)).containsExactly("quarantine unknown-device");

    gateway.clock().advance(Duration.ofDays(2));
    gateway.people().cuff("cuff-9");
    List<String> unassigned = gateway.ledger().verdicts(id);
    gateway.people().assign("cuff-9", "p-1");

    assertThat(unassigned).containsExactly("quarantine late unassigned");
    assertThat(gateway.ledger().verdicts(id)).containsExactly("accept late");
    StoredReading reading = gateway.ledger().readings("p-1").getFirst();
    assertThat(reading.reading().judgedAt())
        .as("the second release of this instant")
        .isEqualTo(NOW.plus(Duration.ofDays(2)).plus(1, ChronoUnit.MICROS));
    assertThat(reading.reading().receivedAt()).isEqualTo(NOW);
    assertThat(gateway.ledger().dataDays("p-1")).containsOnlyKeys("2026-01-20");
    assertThat(gateway.counted("cuffline.items.released", Optional.of("accept"))).isEqualTo(1);
  }

  @Test
  void releasingTwiceChangesNothing() {
    gateway.people().practice().patient("p-1").enrol("p-1");
    gateway.judged("cuff-9", Cuff.reading(EARLIER, 126, 81));
    gateway.clock().advance(Duration.ofHours(1));
    gateway.people().cuff("cuff-9").assign("cuff-9", "p-1");
    List<Ledger.ItemRow> before = gateway.ledger().items();

    gateway.clock().advance(Duration.ofHours(1));
    gateway.people().device("cuff-9", RegulatoryStatus.UNKNOWN, DeviceKey.source("cuff-9"));

    assertThat(gateway.ledger().items()).isEqualTo(before);
    assertThat(gateway.ledger().readings("p-1")).hasSize(1);
    assertThat(gateway.ledger().count("outbox")).isEqualTo(1);
  }

  @Test
  void twoQuarantinedCopiesOfOneReadingAreReleasedAsOneReading() {
    gateway.people().practice().patient("p-1").enrol("p-1");
    gateway.judged("cuff-9", Cuff.reading(EARLIER, 126, 81));
    gateway.judged("cuff-9", Cuff.reading(EARLIER, 126, 81));

    gateway.clock().advance(Duration.ofMinutes(1));
    gateway.people().cuff("cuff-9").assign("cuff-9", "p-1");

    assertThat(gateway.ledger().verdicts()).containsExactly("accept", "duplicate duplicate");
  }

  @Test
  void aReadingFromBeforeTheAssignmentStaysInQuarantine() {
    gateway.people().practice().patient("p-1").cuff("cuff-1");
    gateway.people().assign("a-1", "cuff-1", Optional.empty(), "p-1", NOW, Optional.empty());

    String before = gateway.judged("cuff-1", Cuff.reading(EARLIER, 126, 81));
    String after = gateway.judged("cuff-1", Cuff.reading(NOW, 127, 81));

    assertThat(gateway.ledger().verdicts(before)).containsExactly("quarantine before-assignment");
    assertThat(gateway.ledger().verdicts(after)).containsExactly("accept");
  }

  @Test
  void eachSlotOfACuffBelongsToItsOwnPatient() {
    gateway.people().practice().patient("p-1").patient("p-2").cuff("cuff-1");
    gateway
        .people()
        .assign("a-1", "cuff-1", Optional.of("1"), "p-1", NOW.minusSeconds(900), Optional.empty())
        .assign("a-2", "cuff-1", Optional.of("2"), "p-2", NOW.minusSeconds(900), Optional.empty());

    gateway.judged("cuff-1", inSlot("1"));
    gateway.judged("cuff-1", inSlot("2"));
    String third = gateway.judged("cuff-1", inSlot("3"));

    assertThat(gateway.ledger().readings("p-1")).hasSize(1);
    assertThat(gateway.ledger().readings("p-2")).hasSize(1);
    assertThat(gateway.ledger().verdicts(third)).containsExactly("quarantine user-slot-unassigned");
  }

  private static String inSlot(String slot) {
    return Cuff.reading(EARLIER.toString(), 126, 81, ", \"userSlot\": \"" + slot + "\"");
  }

  @Test
  void aHubSpeaksForTheDevicesBehindIt() {
    gateway
        .people()
        .practice()
        .patient("p-1")
        .device("d-1", RegulatoryStatus.FDA, DeviceKey.imei(IMEI))
        .assign("d-1", "p-1");

    gateway.judged(
        "hub-1",
        Cuff.together(
            Cuff.of("imei:" + IMEI, EARLIER, 126, 81),
            Cuff.of("imei:990000000000018", EARLIER, 126, 81)));

    assertThat(gateway.ledger().verdicts()).containsExactly("accept", "quarantine unknown-device");
  }

  @Test
  void aRestartJudgesNothingTwice() {
    gateway.people().usual("p-1", "cuff-1");
    sendOneOfEachKind();
    gateway.judge();
    List<Ledger.ItemRow> before = gateway.ledger().items();

    gateway.restart();
    int again = gateway.judge();
    gateway.judged("cuff-1", Cuff.reading(NOW, 140, 90));

    assertThat(again).isZero();
    assertThat(gateway.ledger().items()).startsWith(before.toArray(Ledger.ItemRow[]::new));
    assertThat(gateway.position()).isEqualTo(8);
  }

  @Test
  void aJournalThatTheStoreHasNotFollowedIsRefused() {
    gateway.people().usual("p-1", "cuff-1");
    gateway.judged("cuff-1", Cuff.reading(EARLIER, 126, 81));

    assertThatThrownBy(() -> gateway.restartWithForeignJournal())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("another journal");
  }

  @Test
  void aJournalThatHasLostItsEndIsRefused() {
    gateway.people().usual("p-1", "cuff-1");
    gateway.judged("cuff-1", Cuff.reading(EARLIER, 126, 81));
    gateway.ledger().plant("UPDATE journal_cursor SET position = 7");

    assertThatThrownBy(() -> gateway.restart())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the journal has lost its end");
  }

  private static String withings(int systolic, Instant at, long modified) {
    return Cuff.withings(77, at, modified, systolic);
  }

  private void withingsCuff() {
    gateway.people().usual("p-1", "cuff-1");
    gateway
        .people()
        .device("w-cuff", RegulatoryStatus.FDA, new DeviceKey("withings", "w-1"))
        .assign("w-cuff", "p-1");
  }

  private StoredReading onlyReading() {
    return gateway.ledger().readings("p-1").getFirst();
  }

  @Test
  void aReadingThatItsVendorChangesIsAmendedAndSentAgain() {
    withingsCuff();
    gateway.send("adapter", "withings-getmeas", withings(186, EARLIER, 1));
    gateway.send("adapter", "withings-getmeas", withings(186, EARLIER, 2));
    gateway.judge();
    long queued = gateway.ledger().count("outbox");
    String alert = gateway.ledger().alert().state();

    gateway.send("adapter", "withings-getmeas", withings(126, EARLIER, 3));
    gateway.judge();

    assertThat(gateway.ledger().verdicts())
        .containsExactly("accept", "duplicate duplicate", "amend amends");
    assertThat(gateway.ledger().readings("p-1")).hasSize(1);
    assertThat(onlyReading().reading().bloodPressure().orElseThrow().systolic())
        .isEqualByComparingTo("126");
    assertThat(onlyReading().reading().status()).isEqualTo(ReadingStatus.AMENDED);
    assertThat(onlyReading().version()).isEqualTo(2);
    assertThat(gateway.ledger().count("outbox")).isEqualTo(queued + 1);
    assertThat(alert).isNotEqualTo("RESOLVED");
    assertThat(gateway.ledger().alert().state()).isEqualTo("RESOLVED");
  }

  @Test
  void ofTwoVersionsTheVendorsNewerStandsWhateverComesFirst() {
    withingsCuff();
    gateway.send("adapter", "withings-getmeas", withings(126, EARLIER, 3));
    gateway.send("adapter", "withings-getmeas", withings(146, EARLIER, 1));
    gateway.send("adapter", "withings-getmeas", withings(136, EARLIER, 2));
    gateway.judge();

    assertThat(onlyReading().reading().bloodPressure().orElseThrow().systolic())
        .isEqualByComparingTo("126");
    assertThat(onlyReading().reading().status()).isEqualTo(ReadingStatus.AMENDED);
  }

  @Test
  void aDayMovesWithAnAmendedTime() {
    withingsCuff();
    Instant dayBefore = EARLIER.minus(Duration.ofDays(1));
    gateway.send("adapter", "withings-getmeas", withings(126, EARLIER, 1));
    gateway.judge();
    Map<String, String> days = gateway.ledger().dataDays("p-1");

    gateway.send("adapter", "withings-getmeas", withings(126, dayBefore, 2));
    gateway.judge();

    assertThat(days).hasSize(1);
    assertThat(gateway.ledger().dataDays("p-1")).hasSize(1).isNotEqualTo(days);
  }

  @Test
  void whatTheVendorItselfLeavesOpenIsForAPerson() {
    withingsCuff();
    gateway.send(
        "adapter",
        "withings-getmeas",
        withings(126, EARLIER, 1).replace("\"attrib\": 0", "\"attrib\": 1"));
    gateway.judge();

    assertThat(gateway.ledger().verdicts()).containsExactly("quarantine user-ambiguous");
    assertThat(gateway.ledger().readings("p-1")).isEmpty();
  }

  @Test
  void whatGoesWrongWithADeviceIsCountedAndHowFarItsClockIsOffIsKept() {
    gateway.people().usual("p-1", "cuff-1");
    gateway
        .people()
        .device("b-1", RegulatoryStatus.FDA, DeviceKey.bluetooth("B0:49:5F:00:10:71"))
        .assign("b-1", "p-1");
    for (int times = 0; times < 2; times++) {
      gateway.judged("cuff-1", Cuff.reading(NOW.plus(Duration.ofHours(1 + times)), 126, 81));
    }
    gateway.send("cuff-1", "ble-2a35", new byte[] {30, 0});
    gateway.send("hub-1", "bridge.v1", Cuff.connection(NOW, Duration.ofMinutes(7)));
    gateway.judge();

    assertThat(
            database.<List<String>>read(session ->
                session.list(
                    "SELECT * FROM device_fault ORDER BY device_id, reason",
                    row ->
                        row.text("device_id")
                            + " "
                            + row.text("reason")
                            + " "
                            + row.number("times"))))
        .containsExactly("cuff-1 clock-future 2", "cuff-1 truncated 1");
    assertThat(
            database.<Optional<String>>read(session ->
                session.first(
                    "SELECT gauges FROM device_state WHERE device_id = 'b-1'",
                    row -> row.text("gauges"))))
        .hasValue("{\"clockOffsetSeconds\":420}");
  }

  private record State(Instant seenAt, String gauges, Optional<Long> battery) {}

  private State state() {
    return database
        .read(session ->
            session.first(
                "SELECT * FROM device_state",
                row ->
                    new State(
                        row.instant("seen_at"),
                        row.text("gauges"),
                        row.optionalNumber("battery_percent"))))
        .orElseThrow();
  }

  @Test
  void whatADeviceSaysOfItselfIsKeptAndWhenItWasLastHeard() {
    gateway.people().practice().patient("p-1").enrol("p-1");
    gateway.people().device("m-1", RegulatoryStatus.FDA, DeviceKey.imei(IMEI)).assign("m-1", "p-1");
    gateway.send("adapter", "mio-status", Cuff.mio(IMEI, "bpm_gen2_status"));
    gateway.judge();
    State first = state();

    gateway.clock().advance(Duration.ofMinutes(5));
    gateway.send("adapter", "mio-status", Cuff.mio(IMEI, "bpm_gen2_status"));
    gateway.judge();
    State soon = state();

    gateway.clock().advance(Duration.ofHours(2));
    gateway.send("adapter", "mio-telemetry", Cuff.mio(IMEI, "scale_gen2_measure"));
    gateway.judge();

    assertThat(first.seenAt()).isEqualTo(NOW);
    assertThat(soon).as("nothing new, and not long ago").isEqualTo(first);
    assertThat(state().seenAt()).isEqualTo(gateway.clock().instant());
    assertThat(state().battery()).isEqualTo(first.battery());
  }
}
