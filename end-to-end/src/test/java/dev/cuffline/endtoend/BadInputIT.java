package dev.cuffline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What no decoder likes: it is acknowledged, kept byte for byte, judged with a clear reason, never
 * printed, and the gateway stays healthy. The log is at its most talkative.
 */
final class BadInputIT {
  private static final String IMEI = "990000000000017";
  private static final String CANARY = "canary-7f3a";
  private static final int OVERSIZED = 300_000;
  private static final int NOT_AUTHORIZED = 0x87;
  private static final int PACKET_TOO_LARGE = 0x95;
  private static final int DISCONNECT = 0xE0;
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  @TempDir private static Path folder;

  private static GatewayProcess gateway;
  private static Api api;
  private static Cuff cuff;
  private static Cuff other;
  private static JournalFile journal;

  @BeforeAll
  static void start() throws Exception {
    gateway = GatewayProcess.start(folder);
    api = new Api(gateway);
    api.enrolPractice();
    cuff = Cuff.of(api, "p1", "cuff-1", IMEI);
    other = Cuff.of(api, "p2", "cuff-2", "990000000000025");
    journal = new JournalFile(gateway);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @AfterEach
  void theGatewayIsHealthyAndHasPrintedNothingConfidential() throws Exception {
    assertThat(gateway.isAlive()).isTrue();
    assertThat(api.readiness()).isEqualTo(200);
    assertThat(gateway.output())
        .doesNotContain(CANARY, IMEI, cuff.secret(), other.secret(), gateway.adminToken());
  }

  private static Arguments bad(
      String name, String format, byte[] payload, String disposition, String reason) {
    return arguments(named(name, format), payload, disposition, reason);
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] mio(int systolic, int diastolic, Instant at) {
    return Payloads.mio(IMEI, systolic, diastolic, 70, at);
  }

  /** Name and format, payload, disposition, reason. */
  static Stream<Arguments> badPayloads() {
    Instant now = Instant.now();
    ZonedDateTime wall = now.atZone(NEW_YORK);
    Instant future = now.plus(Duration.ofDays(700));
    byte[] frame = Payloads.ble(124, 79, 66, wall);
    byte[] deep = text("[".repeat(10_000) + "\"" + CANARY + "\"" + "]".repeat(10_000));
    return Stream.of(
        bad(
            "2A35 cut after the pressures",
            "ble-2a35",
            Arrays.copyOf(frame, 9),
            "reject",
            "truncated"),
        bad("one byte of 2A35", "ble-2a35", Arrays.copyOf(frame, 1), "reject", "truncated"),
        bad("no bytes of 2A35", "ble-2a35", new byte[0], "reject", "empty"),
        bad("JSON of two bytes", "mio-telemetry", text("{}"), "reject", "schema-violation:data"),
        bad("half a bracket", "mio-telemetry", text("{\""), "reject", "not-json"),
        bad("text that is no JSON", "cuffline.v1", text(CANARY), "reject", "not-json"),
        bad("JSON 10,000 deep", "mio-telemetry", deep, "reject", "too-deep"),
        bad("JSON 10,000 deep, ours", "cuffline.v1", deep, "reject", "too-deep"),
        bad("unknown format", "no-such-format", text(CANARY), "reject", "unknown-format"),
        bad(
            "1970 from Mio",
            "mio-telemetry",
            mio(121, 78, Instant.EPOCH),
            "quarantine",
            "clock-reset"),
        bad(
            "2000 from Mio",
            "mio-telemetry",
            mio(122, 78, Instant.parse("2000-01-01T00:00:07Z")),
            "quarantine",
            "clock-reset"),
        bad(
            "two years ahead from Mio",
            "mio-telemetry",
            mio(123, 78, future),
            "quarantine",
            "clock-future"),
        bad(
            "2000 from Bluetooth",
            "ble-2a35",
            Payloads.ble(124, 78, 66, ZonedDateTime.of(2000, 1, 1, 0, 3, 0, 0, NEW_YORK)),
            "quarantine",
            "clock-reset"),
        bad(
            "two years ahead from Bluetooth",
            "ble-2a35",
            Payloads.ble(125, 78, 66, future.atZone(NEW_YORK)),
            "quarantine",
            "clock-future"),
        bad(
            "1970 in ours",
            "cuffline.v1",
            Payloads.cuffline("126", "78", Instant.EPOCH),
            "quarantine",
            "clock-reset"),
        bad(
            "Mio: systolic below diastolic",
            "mio-telemetry",
            mio(71, 119, now),
            "quarantine",
            "value-implausible"),
        bad(
            "Bluetooth: systolic below diastolic",
            "ble-2a35",
            Payloads.ble(72, 118, 66, wall),
            "quarantine",
            "value-implausible"),
        bad(
            "ours: systolic below diastolic",
            "cuffline.v1",
            Payloads.cuffline("73", "117", now),
            "quarantine",
            "value-implausible"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badPayloads")
  void itIsAcknowledgedByMqttKeptAndJudgedWithAReason(
      String format, byte[] payload, String disposition, String reason) throws Exception {
    try (CuffRadio radio = CuffRadio.connect(gateway, cuff.id(), cuff.secret())) {
      int code = radio.publish(cuff.topic(format), payload).get(20, TimeUnit.SECONDS);

      assertThat(code).isZero();
      assertJudged(journal.transmissionsOf(payload).getLast(), disposition, reason);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badPayloads")
  void itIsAcceptedByHttpKeptAndJudgedWithAReason(
      String format, byte[] payload, String disposition, String reason) throws Exception {
    HttpResponse<String> answer = api.ingest(format, cuff.secret(), payload);

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body()).contains(journal.transmissionsOf(payload).getLast());
    assertJudged(journal.transmissionsOf(payload).getLast(), disposition, reason);
  }

  private static void assertJudged(String transmission, String disposition, String reason)
      throws Exception {
    api.awaitSettled();
    JsonNode items = api.get("/transmissions/" + transmission).path("items");
    assertThat(items).hasSize(1);
    assertThat(items.get(0).path("disposition").asText()).isEqualTo(disposition);
    assertThat(items.get(0).path("reasons")).extracting(JsonNode::asText).contains(reason);
  }

  @Test
  void aWrongSecretIsRefusedAtBothDoors() throws Exception {
    long refused = api.metrics().refused("bad-credentials");
    long kept = journal.size();

    assertThatThrownBy(() -> CuffRadio.connect(gateway, cuff.id(), CANARY))
        .isInstanceOf(MqttException.class);
    assertThatThrownBy(() -> CuffRadio.connect(gateway, cuff.id(), other.secret()))
        .isInstanceOf(MqttException.class);
    HttpResponse<String> answer = api.ingest("mio-telemetry", CANARY, text(CANARY));

    assertThat(api.metrics().refused("bad-credentials")).isEqualTo(refused + 2);
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(journal.size()).isEqualTo(kept);
  }

  @Test
  void theTopicOfAnotherDeviceIsRefused() throws Exception {
    long refused = api.metrics().refused("foreign-topic");
    byte[] payload = text("{\"" + CANARY + "\": \"from a stranger\"}");
    try (CuffRadio radio = CuffRadio.connect(gateway, cuff.id(), cuff.secret())) {
      for (String topic : List.of(other.topic("mio-telemetry"), "devices/no-such-cuff/x")) {
        int code = radio.publish(topic, payload).get(20, TimeUnit.SECONDS);

        assertThat(code).as(topic).isEqualTo(NOT_AUTHORIZED);
      }
      assertThat(radio.isConnected()).isTrue();
    }

    assertThat(api.metrics().refused("foreign-topic")).isEqualTo(refused + 2);
    assertThat(journal.transmissionsOf(payload)).isEmpty();
  }

  @Test
  void aTopicOfAnotherShapeIsKeptAndRejected() throws Exception {
    try (CuffRadio radio = CuffRadio.connect(gateway, cuff.id(), cuff.secret())) {
      for (String topic : List.of("devices/cuff-1", "weather/cuff-1/mio-telemetry", "x")) {
        byte[] payload = text("{\"" + CANARY + "\": \"to " + topic + "\"}");
        int code = radio.publish(topic, payload).get(20, TimeUnit.SECONDS);

        assertThat(code).as(topic).isZero();
        assertJudged(journal.transmissionsOf(payload).getLast(), "reject", "unknown-format");
      }
    }
  }

  @Test
  void anOversizedTransmissionIsRefusedAtBothDoorsBeforeItIsRead() throws Exception {
    long refused = api.metrics().refused("too-large");
    long kept = journal.size();
    byte[] payload = new byte[OVERSIZED];
    Arrays.fill(payload, (byte) ' ');
    try (RawWire wire = RawWire.connect(gateway, cuff)) {
      wire.send(
          Arrays.copyOf(RawWire.publish(cuff.topic("mio-telemetry"), payload, OVERSIZED), 1_000));

      byte[] farewell = wire.farewell();
      assertThat(farewell).startsWith(DISCONNECT);
      assertThat(farewell[2]).isEqualTo((byte) PACKET_TOO_LARGE);
    }
    HttpResponse<String> answer = api.ingest("mio-telemetry", cuff.secret(), payload);

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(api.metrics().refused("too-large")).isEqualTo(refused + 1);
    assertThat(journal.size()).isEqualTo(kept);
  }

  @Test
  void aPacketThatBreaksOffIsNoTransmission() throws Exception {
    long kept = journal.size();
    byte[] payload = mio(119, 79, Instant.now());
    try (RawWire wire = RawWire.connect(gateway, cuff)) {
      wire.send(
          RawWire.publish(cuff.topic("mio-telemetry"), Arrays.copyOf(payload, 40), payload.length));
    }
    Eventually.get(
        "the end of the connection",
        () -> api.metrics().sum("cuffline_mqtt_connections"),
        open -> open == 0);

    assertThat(journal.size()).isEqualTo(kept);
  }

  @Test
  void aPacketThatIsNoMqttEndsItsConnection() throws Exception {
    long refused = api.metrics().refused("malformed");
    try (RawWire wire = RawWire.connect(gateway, cuff)) {
      wire.send(new byte[] {0x36, 2, 0, 0});

      assertThat(wire.farewell()).startsWith(DISCONNECT);
    }

    assertThat(api.metrics().refused("malformed")).isEqualTo(refused + 1);
  }
}
