package dev.cuffline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.gateway.bench.FhirSink;
import dev.cuffline.gateway.bench.SinkStats;
import dev.cuffline.gateway.ingress.subscriber.Mosquitto;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 20,000 messages through a broker into Cuffline and on to a FHIR server, the comparison that other
 * gateways were put to (systems.md 3.2): none is lost, none stays in the broker's session, none is
 * there twice. A settings file and one format file are all it takes.
 */
class PeersIT {
  private static final int MESSAGES = 20_000;
  private static final int CUFFS = 200;

  /** The pressure and the pulse. */
  private static final int OBSERVATIONS = 2 * MESSAGES;

  private static final String SESSION = "cuffline-peers";
  private static final String TOPIC = "clinic/bp";

  @TempDir private Path folder;

  private final FhirSink sink = new FhirSink(0);
  private Mosquitto broker;
  private GatewayProcess gateway;

  @BeforeEach
  void start() throws Exception {
    Path formats = Files.createDirectories(folder.resolve("formats"));
    Files.writeString(
        formats.resolve("small.yaml"),
        """
        name: small
        version: 1
        source: the comparison in systems.md 3.2
        device:
          kind: imei
          path: dev
        time:
          path: ts
          form: epoch-seconds
        unit: mmHg
        values:
          systolic: sys
          diastolic: dia
          pulse: pul
        readingId: id
        """);
    broker = Mosquitto.start(Files.createDirectories(folder.resolve("broker")));
    gateway = startGateway();
    Api api = new Api(gateway);
    api.enrolPractice();
    for (int i = 0; i < CUFFS; i++) {
      api.enrolPatientWithCuff("p" + i, "cuff-" + i, imei(i), "small");
    }
  }

  private GatewayProcess startGateway() throws Exception {
    return GatewayProcess.start(
        folder,
        "log:\n  level: warn",
        "formats: " + folder.resolve("formats"),
        """
        subscribers:
          - name: clinic
            url: mqtt://127.0.0.1:%d
            practice: main-street
            clientId: %s
            topics:
              - filter: %s
                format: small
        """
            .formatted(broker.port(), SESSION, TOPIC),
        """
        destinations:
          - name: ehr
            type: fhir
            url: %s
            from: beginning
        """
            .formatted(sink.base()));
  }

  @AfterEach
  void stop() {
    sink.close();
    broker.close();
    gateway.close();
  }

  private static String imei(int cuff) {
    return "9900000000%05d".formatted(cuff);
  }

  private Process publish() throws Exception {
    Instant first = Instant.now().minus(Duration.ofDays(30));
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < MESSAGES; i++) {
      lines
          .append("{\"id\":\"m-")
          .append(i)
          .append("\",\"dev\":\"")
          .append(imei(i % CUFFS))
          .append("\",\"ts\":")
          .append(first.getEpochSecond() + i * 120L)
          .append(",\"sys\":")
          .append(110 + i % 40)
          .append(",\"dia\":")
          .append(65 + i % 25)
          .append(",\"pul\":")
          .append(60 + i % 30)
          .append("}\n");
    }
    return broker.publisher(TOPIC, Files.writeString(folder.resolve("lines"), lines));
  }

  private void awaitObservations(int wanted) throws Exception {
    Eventually.get(wanted + " Observations", sink::stats, stats -> stats.observations() >= wanted);
  }

  private void assertNothingLostStuckOrDouble(Process publisher) throws Exception {
    assertThat(publisher.waitFor()).isZero();
    awaitObservations(OBSERVATIONS);
    Metrics settled = new Api(gateway).awaitSettled();
    SinkStats stats = sink.stats();

    assertThat(stats.observations()).isEqualTo(OBSERVATIONS);
    assertThat(stats.doubles()).isZero();
    assertThat(settled.sum("cuffline_delivery_waiting")).isZero();
    assertThat(gateway.stop()).isIn(0, 143);
    assertThat(broker.stuck(SESSION)).isZero();
  }

  @Test
  void withoutAFault() throws Exception {
    Process publisher = publish();

    assertNothingLostStuckOrDouble(publisher);
  }

  @Test
  void killedMidWayAndRestarted() throws Exception {
    Process publisher = publish();
    awaitObservations(OBSERVATIONS / 3);

    gateway.kill();
    gateway = startGateway();

    assertNothingLostStuckOrDouble(publisher);
  }

  @Test
  void theServerAnswers503ForFiveSeconds() throws Exception {
    Process publisher = publish();
    awaitObservations(OBSERVATIONS / 3);

    sink.unavailableFor(Duration.ofSeconds(5));

    assertNothingLostStuckOrDouble(publisher);
    assertThat(sink.stats().refused()).isPositive();
    assertThat(sink.resumedAfter())
        .hasValueSatisfying(after -> assertThat(after).isLessThan(Duration.ofSeconds(2)));
  }
}
