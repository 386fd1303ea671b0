package dev.cuffline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cuffline.gateway.ingress.subscriber.Mosquitto;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Readings that come through somebody's broker: whatever is killed or stopped in mid-stream, each
 * is there exactly once, and nothing stays stuck in the session.
 */
final class BrokerIT {
  private static final String CLIENT_ID = "cuffline-e2e";
  private static final String IMEI = "990000000000017";
  private static final String TOPIC = "hubs/h1/up";
  private static final int READINGS = 3_000;
  private static final int STEP = 1_000;

  @TempDir private Path folder;

  private final Instant start =
      Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofDays(200));
  private Mosquitto broker;

  @BeforeEach
  void startBroker() throws Exception {
    broker = Mosquitto.start(Files.createDirectories(folder.resolve("mosquitto")));
  }

  @AfterEach
  void stopBroker() {
    broker.close();
  }

  @Test
  void everyReadingIsThereOnceThoughTheGatewayIsKilledInMidStream() throws Exception {
    GatewayProcess gateway = gateway();
    enrol(gateway);
    Process publisher = broker.publisher(TOPIC);
    try (Writer lines = publisher.outputWriter(StandardCharsets.UTF_8)) {
      for (int from = 0; from < READINGS; from += STEP) {
        publish(lines, from, from + STEP);
        awaitReceived(gateway, 1);
        gateway.kill();
        gateway = gateway();
      }
    }
    assertThat(publisher.waitFor()).isZero();

    assertEverythingOnce(gateway);
  }

  @Test
  void everyReadingIsThereOnceThoughTheBrokerIsStartedAgainInMidStream() throws Exception {
    GatewayProcess gateway = gateway();
    enrol(gateway);
    for (int from = 0; from < READINGS; from += STEP) {
      broker.publish(TOPIC, lines(from, from + STEP));
      broker.stop();
      broker.startAgain();
    }

    assertEverythingOnce(gateway);
  }

  @Test
  void aGatewayThatIsStoppedGoesOnWhereItStopped() throws Exception {
    GatewayProcess gateway = gateway();
    enrol(gateway);
    Process publisher = broker.publisher(TOPIC);
    try (Writer lines = publisher.outputWriter(StandardCharsets.UTF_8)) {
      for (int from = 0; from < READINGS; from += READINGS / 2) {
        publish(lines, from, from + READINGS / 2);
        awaitReceived(gateway, 1);
        gateway.stop();
        assertThat(gateway.output()).doesNotContain("Exception", "ERROR", "did not stop in time");
        gateway = gateway();
      }
    }
    assertThat(publisher.waitFor()).isZero();

    assertEverythingOnce(gateway);
  }

  @Test
  void whatComesForAPracticeThatIsNotOnFileWaitsForIt() throws Exception {
    try (GatewayProcess gateway = gateway()) {
      Api api = new Api(gateway);
      awaitConnected(api);
      broker.publish(TOPIC, lines(0, 1));
      awaitReceived(gateway, 1);

      enrol(gateway);
      api.awaitSettled();

      assertThat(api.all("/patients/p1/readings")).hasSize(1);
      assertThat(api.all("/items"))
          .extracting(
              item -> item.path("disposition").asText(), item -> item.path("transport").asText())
          .containsExactly(tuple("accept", "mqtt-subscriber"));
    }
  }

  @Test
  void aBrokerThatIsAwayIsShownAndStopsNobodyElse() throws Exception {
    broker.stop();
    try (GatewayProcess gateway = gateway()) {
      Api api = new Api(gateway);

      assertThat(api.readiness()).isEqualTo(200);
      assertThat(api.metrics().sum("cuffline_subscriber_connected")).isZero();

      broker.startAgain();
      awaitConnected(api);
    }
  }

  @Test
  void anUnknownFormatIsRefusedWithItsSetting() throws Exception {
    Installation.Outcome refused =
        GatewayProcess.refused(folder, settings().replace("mio-telemetry", "mio-telemtry"));

    assertThat(refused.exit()).isEqualTo(3);
    assertThat(refused.err())
        .contains("subscribers[0].topics[0].format must be one of", "mio-telemetry", "e2e")
        .doesNotContain("\tat ");
  }

  private void assertEverythingOnce(GatewayProcess running) throws Exception {
    try (GatewayProcess gateway = running) {
      Api api = new Api(gateway);
      Eventually.get(
          "every reading",
          () -> api.all("/patients/p1/readings").size(),
          there -> there >= READINGS);
      Metrics metrics = api.awaitSettled();
      List<Instant> wanted = new ArrayList<>();
      for (int i = 0; i < READINGS; i++) {
        wanted.add(at(i));
      }
      assertThat(measuredTimes(api)).containsExactlyElementsOf(wanted);
      assertThat(metrics.sum("cuffline_journal_head"))
          .isEqualTo(metrics.sum("cuffline_journal_position"))
          .isEqualTo(api.all("/items").size());
      gateway.stop();
    }
    assertThat(broker.stuck(CLIENT_ID)).isZero();
  }

  private GatewayProcess gateway() throws Exception {
    return GatewayProcess.start(folder, settings());
  }

  private String settings() {
    return """
    subscribers:
      - name: e2e
        url: mqtt://127.0.0.1:%d
        practice: main-street
        clientId: %s
        reconnectMaximum: 1s
        topics:
          - {filter: hubs/#, format: mio-telemetry}\
    """
        .formatted(broker.port(), CLIENT_ID);
  }

  private static void enrol(GatewayProcess gateway) throws Exception {
    Api api = new Api(gateway);
    api.enrolPractice();
    api.enrolPatientWithCuff("p1", "cuff-1", IMEI, "mio-telemetry");
    awaitConnected(api);
  }

  private static void awaitConnected(Api api) throws Exception {
    Eventually.get(
        "a connection to the broker",
        api::metrics,
        now -> now.sum("cuffline_subscriber_connected") == 1);
  }

  /** Since this process was started. */
  private static void awaitReceived(GatewayProcess gateway, int count) throws Exception {
    Api api = new Api(gateway);
    Eventually.get(
        count + " transmissions",
        api::metrics,
        now -> now.sum("cuffline_transmissions_received_total") >= count);
  }

  private void publish(Writer into, int from, int to) throws IOException {
    for (String line : lines(from, to)) {
      into.write(line);
      into.write('\n');
    }
    into.flush();
  }

  private List<String> lines(int from, int to) {
    List<String> lines = new ArrayList<>();
    for (int i = from; i < to; i++) {
      lines.add(
          new String(Payloads.mio(IMEI, 121, 77, 66, at(i)), StandardCharsets.UTF_8)
              .replace("\n", " "));
    }
    return lines;
  }

  private Instant at(int number) {
    return start.plus(Duration.ofMinutes(number));
  }

  private static List<Instant> measuredTimes(Api api) throws Exception {
    List<Instant> times = new ArrayList<>();
    for (JsonNode reading : api.all("/patients/p1/readings")) {
      times.add(Instant.parse(reading.path("measuredAt").asText()));
    }
    times.sort(null);
    return times;
  }
}
