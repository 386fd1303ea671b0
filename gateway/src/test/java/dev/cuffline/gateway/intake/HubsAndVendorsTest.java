package dev.cuffline.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.gateway.registry.DeviceKey;
import dev.cuffline.gateway.store.Readings;
import dev.cuffline.gateway.store.StoredReading;
import dev.cuffline.gateway.store.TestDatabases;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.RegulatoryStatus;
import dev.cuffline.rules.reading.TimeQuality;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a body to the readings in the store. */
class HubsAndVendorsTest {
  private static final PatientId PATIENT = new PatientId("ann");
  private static final String ENVELOPE =
      """
      {"v":1,"msg_id":"m-1","hub_time":"2026-01-20T13:59:30Z","hub_time_sync":"ntp",
       "cuff":{"address":"%s"},"cuff_time_now":"EA070114083628020000",
       "records":[{"char":"2A35","value":"127F004F005F00EA0701140834000400"},{"char":"2A35","value":"1E"}]}
      """;

  @TempDir private Path folder;
  private TestGateway gateway;

  @BeforeEach
  void start() {
    gateway = new TestGateway(TestDatabases.sqlite(folder));
  }

  @AfterEach
  void stop() {
    gateway.close();
    gateway.database().close();
  }

  private void held(String key) {
    gateway
        .people()
        .practice()
        .patient("ann")
        .device("cuff-1", RegulatoryStatus.FDA, DeviceKey.parse(key))
        .assign("cuff-1", "ann");
  }

  private List<StoredReading> readings() {
    return gateway
        .database()
        .read(session -> Readings.ofPatient(session, TestGateway.PRACTICE, PATIENT));
  }

  private List<String> verdicts() {
    return gateway.ledger().items().stream().map(Ledger.ItemRow::verdict).toList();
  }

  private void tenovi(String metric, String first, String second, int index) {
    gateway.send(
        "vendor",
        "tenovi-webhook",
        """
        {"metric":"%s","hwi_device_id":"a1","value_1":"%s","value_2":%s,
         "timestamp":"2026-01-20T13:58:00Z","timezone_offset":-5,"filter_params":{"measurement_index":%d}}
        """
            .formatted(metric, first, second, index));
    gateway.judge();
  }

  @Test
  void aHubsReadingIsStoredWithItsRepairedTime() {
    held("ble:B0:49:5F:00:10:71");

    gateway.send("hub-1", "bridge.v1", ENVELOPE.formatted("b0495f001071"));
    gateway.send(
        "hub-1", "bridge.v1", ENVELOPE.formatted("B0:49:5F:00:10:71").replace("m-1", "m-2"));
    gateway.judge();

    assertThat(verdicts())
        .containsExactly("accept", "reject truncated", "duplicate duplicate", "reject truncated");
    assertThat(readings())
        .singleElement()
        .satisfies(stored -> {
          assertThat(stored.reading().measuredAt().quality()).isEqualTo(TimeQuality.REPAIRED);
          assertThat(stored.reading().measuredAt().instant()).isEqualTo("2026-01-20T13:56:50Z");
        });
  }

  @Test
  void aCuffOfAnotherPracticeBehindTheHubIsUnknown() {
    held("ble:B0:49:5F:00:10:71");

    gateway.send("hub-1", "bridge.v1", ENVELOPE.formatted("B0:49:5F:00:10:72"));
    gateway.judge();

    assertThat(verdicts()).containsExactly("quarantine unknown-device", "reject truncated");
  }

  @Test
  void theMetricsOfATenoviReadingShareTheirSession() {
    held("tenovi:a1");

    tenovi("pulse", "71.00", "null", 1);
    tenovi("blood_pressure", "128.00", "\"82.00\"", 1);
    tenovi("irregular_heartbeat", "1", "null", 1);
    tenovi("blood_pressure", "128.00", "\"82.00\"", 2);
    tenovi("blood_pressure", "128", "\"82\"", 1);

    assertThat(verdicts())
        .containsExactly("accept", "accept", "accept", "accept", "duplicate duplicate");
    assertThat(readings())
        .extracting(stored -> stored.session().orElseThrow())
        .containsExactlyInAnyOrder(
            "2026-01-20T13:58:00Z|1",
            "2026-01-20T13:58:00Z|1",
            "2026-01-20T13:58:00Z|1",
            "2026-01-20T13:58:00Z|2");
  }
}
