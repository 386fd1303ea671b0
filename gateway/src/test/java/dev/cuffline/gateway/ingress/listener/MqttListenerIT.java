package dev.cuffline.gateway.ingress.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuffline.gateway.ingress.HandDrivenJournal;
import dev.cuffline.gateway.ingress.KnownSources;
import dev.cuffline.gateway.ingress.Reception;
import dev.cuffline.gateway.journal.Transmission;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class MqttListenerIT {
  private final HandDrivenJournal journal = new HandDrivenJournal();
  private final KnownSources sources = new KnownSources();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final MqttListener listener = start(0);

  @AfterEach
  void stop() {
    listener.close();
  }

  @ParameterizedTest
  @CsvSource({
    "mqttv31, 1",
    "mqttv31, 2",
    "mqttv311, 0",
    "mqttv311, 1",
    "mqttv311, 2",
    "mqttv5, 0",
    "mqttv5, 1",
    "mqttv5, 2"
  })
  void mosquittoPublishes(String version, String qos) throws Exception {
    MosquittoPub.assumeInstalled();
    journal.immediate();

    int exit =
        MosquittoPub.publish(
            port(), "c1", "-V", version, "-q", qos, "-t", "devices/c1/mio-telemetry", "-m", "{}");

    assertThat(exit).isZero();
    journal.await(1);
    assertThat(journal.get(0).format()).isEqualTo("mio-telemetry");
    assertThat(journal.get(0).payload()).isEqualTo("{}".getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({"mqttv311, 1", "mqttv311, 2", "mqttv5, 1", "mqttv5, 2"})
  void mosquittoWaitsUntilItsPublishIsDurable(String version, String qos) throws Exception {
    MosquittoPub.assumeInstalled();
    Process process =
        MosquittoPub.start(
            port(),
            "c1",
            KnownSources.secretOf("c1"),
            "-V",
            version,
            "-q",
            qos,
            "-t",
            "devices/c1/x",
            "-m",
            "1");
    journal.await(1);
    assertThat(process.isAlive()).isTrue();

    journal.complete(0);

    assertThat(MosquittoPub.exit(process)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mqttv311", "mqttv5"})
  void mosquittoIsToldOfAWrongSecret(String version) throws Exception {
    MosquittoPub.assumeInstalled();

    Process process =
        MosquittoPub.start(port(), "c1", "guess", "-V", version, "-t", "devices/c1/x", "-m", "1");

    assertThat(MosquittoPub.exit(process)).isNotZero();
    assertThat(journal.size()).isZero();
    assertThat(refused(Refusal.BAD_CREDENTIALS)).isEqualTo(1);
  }

  @Test
  void pahoPublishesAThousandInOrder() throws Exception {
    journal.immediate();

    MqttClient client = paho("c1", KnownSources.secretOf("c1"));
    for (int i = 0; i < 1_000; i++) {
      byte[] payload = Integer.toString(i).getBytes(StandardCharsets.UTF_8);
      client.publish("devices/c1/x", payload, 1, false);
    }
    client.disconnect();
    client.close();

    assertThat(journal.all())
        .extracting(sent -> new String(sent.payload(), StandardCharsets.UTF_8))
        .hasSize(1_000)
        .startsWith("0", "1", "2")
        .endsWith("999");
    assertThat(journal.all()).extracting(Transmission::id).isSorted().doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({"mqttv311", "mqttv5"})
  void mosquittoKeepsItsSessionFromOneRunToTheNext(String version) throws Exception {
    MosquittoPub.assumeInstalled();
    journal.immediate();
    List<String> command =
        new ArrayList<>(
            List.of("-V", version, "-q", "2", "-t", "devices/c1/x", "-m", "1", "-i", "cuff", "-c"));
    if (version.equals("mqttv5")) {
      command.addAll(List.of("-x", "600"));
    }

    for (int run = 1; run <= 3; run++) {
      assertThat(MosquittoPub.publish(port(), "c1", command.toArray(String[]::new))).isZero();
      assertThat(journal.size()).isEqualTo(run);
    }
    try (RawClient same = new RawClient(port())) {
      same.send(Device.hello(MqttVersion.MQTT_3_1_1, "c1", "cuff").cleanSession(false).build());
      MqttConnAckMessage answer = (MqttConnAckMessage) same.next().orElseThrow();
      assertThat(answer.variableHeader().isSessionPresent()).isTrue();
    }
  }

  /** Many at once: Paho sends as much as the Receive Maximum lets it. */
  @Test
  void pahoPublishesEachMessageExactlyOnce() throws Exception {
    journal.immediate();
    MqttClient client = paho("c1", KnownSources.secretOf("c1"));
    for (int i = 0; i < 500; i++) {
      byte[] payload = Integer.toString(i).getBytes(StandardCharsets.UTF_8);
      client.publish("devices/c1/x", payload, 2, i % 2 == 0);
    }
    client.disconnect();
    client.close();

    assertThat(journal.all())
        .extracting(sent -> new String(sent.payload(), StandardCharsets.UTF_8))
        .hasSize(500)
        .doesNotHaveDuplicates();
  }

  @Test
  void pahoIsToldOfAWrongSecret() {
    assertThatThrownBy(() -> paho("c1", "guess"))
        .isInstanceOfSatisfying(
            MqttException.class, fault -> assertThat(fault.getReasonCode()).isEqualTo(0x86));
  }

  @Test
  void aTakenPortIsNamedWithItsSetting() {
    assertThatThrownBy(() -> start(port()))
        .isInstanceOf(ListenerException.class)
        .hasMessageContaining("mqtt.port")
        .hasMessageContaining(Integer.toString(port()));
  }

  @Test
  void anAddressThatIsNotOursIsNamedWithItsSetting() {
    assertThatThrownBy(() ->
            MqttListener.start(
                ListenerSettings.at("203.0.113.1", 0),
                sources,
                reception(),
                meters,
                Clock.systemUTC()))
        .isInstanceOf(ListenerException.class)
        .hasMessageContaining("mqtt.host");
  }

  @Test
  void aTooLargePacketIsToldSoOverARealSocket() throws Exception {
    try (RawClient client = new RawClient(port()).connected(MqttVersion.MQTT_5, "c1")) {
      client.publish("devices/c1/x", 1, new byte[300_000]);

      assertThat(RawClient.reason(client.next().orElseThrow())).isEqualTo(0x95);
      assertThat(client.next()).isEmpty();
    }
  }

  @Test
  void theLargestPacketPasses() throws Exception {
    journal.immediate();
    try (RawClient client = new RawClient(port()).connected(MqttVersion.MQTT_5, "c1")) {
      client.publish("devices/c1/x", 1, new byte[260_000]);

      assertThat(type(client)).isEqualTo(MqttMessageType.PUBACK);
    }
  }

  @Test
  void theOlderOfTwoSessionsIsToldWhoTookIt() throws Exception {
    try (RawClient older = new RawClient(port()).connected(MqttVersion.MQTT_5, "c1");
        RawClient newer = new RawClient(port()).connected(MqttVersion.MQTT_5, "c1")) {
      assertThat(RawClient.reason(older.next().orElseThrow())).isEqualTo(0x8E);
      newer.send(MqttMessage.PINGREQ);
      assertThat(type(newer)).isEqualTo(MqttMessageType.PINGRESP);
    }
  }

  @Test
  void aRevokedSourceIsCutOff() throws Exception {
    try (RawClient client = new RawClient(port()).connected(MqttVersion.MQTT_5, "c1")) {
      sources.revoke("c1");

      listener.revoke("c1");

      assertThat(RawClient.reason(client.next().orElseThrow())).isEqualTo(0x87);
      assertThat(client.next()).isEmpty();
    }
  }

  @Test
  void closingAnswersWhatIsUnderWayAndSaysGoodBye() throws Exception {
    try (RawClient client = new RawClient(port()).connected(MqttVersion.MQTT_5, "c1")) {
      client.publish("devices/c1/x", 1);
      journal.await(1);
      CompletableFuture<Void> closed = CompletableFuture.runAsync(listener::close);

      journal.complete(0);

      assertThat(type(client)).isEqualTo(MqttMessageType.PUBACK);
      assertThat(RawClient.reason(client.next().orElseThrow())).isEqualTo(0x8B);
      assertThat(client.next()).isEmpty();
      closed.join();
      assertThat(listener.connections()).isZero();
    }
  }

  @Test
  void closingDoesNotWaitForEverAndAcknowledgesNothingThatIsNotDurable() throws Exception {
    try (RawClient client = new RawClient(port()).connected(MqttVersion.MQTT_5, "c1")) {
      client.publish("devices/c1/x", 1);
      journal.await(1);

      listener.close();

      assertThat(RawClient.reason(client.next().orElseThrow())).isEqualTo(0x8B);
      assertThat(client.next()).isEmpty();
    }
  }

  @Test
  void randomBytesOnSocketsHurtNobodyElse() throws Exception {
    journal.immediate();
    Random random = new Random(20_260_101L);
    try (RawClient healthy = new RawClient(port()).connected(MqttVersion.MQTT_5, "c1")) {
      for (int i = 0; i < 300; i++) {
        hostile(random);
      }

      healthy.publish("devices/c1/x", 7);

      assertThat(type(healthy)).isEqualTo(MqttMessageType.PUBACK);
    }
  }

  @Test
  void manyDevicesAtOnceGetEveryAcknowledgementInOrder() throws Exception {
    int devices = 20;
    int rounds = 10;
    int burst = 50;
    CompletableFuture<Void> disk =
        CompletableFuture.runAsync(() -> keepPromises(devices * rounds * burst));
    List<Callable<List<Integer>>> work = new ArrayList<>();
    for (int i = 0; i < devices; i++) {
      String id = "c" + i;
      work.add(() -> bursts(id, rounds, burst));
    }

    List<Future<List<Integer>>> acknowledged;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      acknowledged = threads.invokeAll(work);
    }

    disk.join();
    List<Integer> expected = IntStream.rangeClosed(1, rounds * burst).boxed().toList();
    for (Future<List<Integer>> device : acknowledged) {
      assertThat(device.get()).isEqualTo(expected);
    }
    assertThat(journal.size()).isEqualTo(devices * rounds * burst);
  }

  private void keepPromises(int count) {
    try {
      for (int i = 0; i < count; i++) {
        journal.await(i + 1);
        journal.complete(i);
      }
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  private List<Integer> bursts(String id, int rounds, int burst) throws IOException {
    List<Integer> acknowledged = new ArrayList<>();
    try (RawClient client = new RawClient(port()).connected(MqttVersion.MQTT_5, id)) {
      for (int round = 0; round < rounds; round++) {
        for (int i = 1; i <= burst; i++) {
          client.publish("devices/" + id + "/x", round * burst + i, (byte) i);
        }
        for (int i = 0; i < burst; i++) {
          MqttMessage answer = client.next().orElseThrow();
          acknowledged.add(((MqttMessageIdVariableHeader) answer.variableHeader()).messageId());
        }
      }
    }
    return acknowledged;
  }

  private void hostile(Random random) throws IOException {
    byte[] bytes = new byte[1 + random.nextInt(500)];
    random.nextBytes(bytes);
    try (RawClient client = new RawClient(port())) {
      if (random.nextBoolean()) {
        client.connected(MqttVersion.MQTT_3_1_1, "hostile");
      }
      client.bytes(bytes);
    }
  }

  private MqttListener start(int port) {
    ListenerSettings settings =
        new ListenerSettings(
            "127.0.0.1",
            OptionalInt.of(port),
            Optional.empty(),
            256 * 1_024,
            Duration.ofSeconds(10),
            1_024,
            16,
            Duration.ofHours(1),
            100,
            1_048_576,
            32_768,
            67_108_864,
            Duration.ofMillis(500));
    return MqttListener.start(settings, sources, reception(), meters, Clock.systemUTC());
  }

  private int port() {
    return listener.port().orElseThrow();
  }

  private Reception reception() {
    return new Reception(journal, Clock.systemUTC(), meters);
  }

  private double refused(Refusal refusal) {
    return meters.get("cuffline.mqtt.refused").tag("reason", refusal.code()).counter().count();
  }

  private static MqttMessageType type(RawClient client) throws IOException {
    return client.next().orElseThrow().fixedHeader().messageType();
  }

  private MqttClient paho(String id, String secret) throws MqttException {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setUserName(id);
    options.setPassword(secret.getBytes(StandardCharsets.UTF_8));
    options.setAutomaticReconnect(false);
    MqttClient client = new MqttClient("tcp://127.0.0.1:" + port(), id, new MemoryPersistence());
    client.setTimeToWait(20_000);
    client.connect(options);
    return client;
  }
}
