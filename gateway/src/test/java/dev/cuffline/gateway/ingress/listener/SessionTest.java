package dev.cuffline.gateway.ingress.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.codec.mqtt.MqttUnsubAckMessage;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SessionTest {
  private final Bench bench = new Bench();

  @AfterEach
  void nothingLeaks() {
    bench.close();
  }

  @ParameterizedTest
  @CsvSource({"MQTT_3_1_1, -1", "MQTT_5, 0x8D"})
  void silenceOfOneAndAHalfKeepAlivesEndsASession(MqttVersion version, String expected) {
    Device device = keptAlive(version, 60);
    device.pass(Duration.ofMillis(89_999));
    assertThat(device.isOpen()).isTrue();

    device.pass(Duration.ofMillis(1));

    assertThat(device.disconnectReason()).isEqualTo(Integer.decode(expected));
    assertThat(device.isOpen()).isFalse();
    assertThat(bench.refused(Refusal.KEEP_ALIVE)).isEqualTo(1);
  }

  @Test
  void aPingKeepsASessionAlive() {
    Device device = keptAlive(MqttVersion.MQTT_3_1_1, 60);

    for (int i = 0; i < 10; i++) {
      device.pass(Duration.ofSeconds(80)).send(MqttMessage.PINGREQ);
    }

    assertThat(device.received())
        .hasSize(10)
        .allMatch(message -> message.fixedHeader().messageType() == MqttMessageType.PINGRESP);
    assertThat(device.isOpen()).isTrue();
  }

  @Test
  void halfAPacketKeepsNoSessionAlive() {
    Device device = keptAlive(MqttVersion.MQTT_3_1_1, 60);
    device.bytes((byte) 0x30, (byte) 0x7F);

    for (int i = 0; i < 9; i++) {
      device.bytes((byte) 0).pass(Duration.ofSeconds(10));
    }

    assertThat(device.isOpen()).isFalse();
  }

  @Test
  void whileWeDoNotReadNobodyIsTakenForSilent() {
    Device device = keptAlive(MqttVersion.MQTT_3_1_1, 60);
    for (int id = 1; id <= Bench.RECEIVE_MAXIMUM; id++) {
      device.publish("devices/c1/x", id);
    }

    device.pass(Duration.ofMinutes(10));

    assertThat(device.isOpen()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"MQTT_3_1_1, -1", "MQTT_5, 0x8E"})
  void theSameSourceWithTheSameClientIdTakesItsSessionOver(MqttVersion version, String expected) {
    Device older = bench.device().connected(version, "c1");

    Device newer = bench.device().connected(version, "c1");

    assertThat(older.disconnectReason()).isEqualTo(Integer.decode(expected));
    assertThat(older.isOpen()).isFalse();
    assertThat(newer.isOpen()).isTrue();
    assertThat(bench.sessions.count()).isEqualTo(1);
  }

  @Test
  void anotherSourceCannotTakeAClientIdOver() {
    Device first = bench.device();
    first.connect(Device.hello(MqttVersion.MQTT_5, "c1", "shared").build());

    Device second = bench.device();
    second.connect(Device.hello(MqttVersion.MQTT_5, "c2", "shared").build());

    assertThat(first.isOpen()).isTrue();
    assertThat(second.isOpen()).isTrue();
    assertThat(bench.sessions.count()).isEqualTo(2);
  }

  @Test
  void aRevokedSourceIsCutOffAtOnceAndOthersAreNot() {
    Device revoked = bench.device().connected(MqttVersion.MQTT_5, "c1");
    Device other = bench.device().connected(MqttVersion.MQTT_5, "c2");
    bench.sources.revoke("c1");

    bench.sessions.revoke("c1");

    assertThat(revoked.disconnectReason()).isEqualTo(0x87);
    assertThat(revoked.isOpen()).isFalse();
    assertThat(other.isOpen()).isTrue();
  }

  @Test
  void aSourceRevokedWhileItConnectsDoesNotGetIn() {
    Device device = bench.device();
    bench.sources.onceAuthenticated(() -> {
      bench.sources.revoke("c1");
      bench.sessions.revoke("c1");
    });

    device.send(Device.hello(MqttVersion.MQTT_5, "c1", "client").build());

    assertThat(device.isOpen()).isFalse();
    assertThat(bench.sessions.count()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"MQTT_3_1_1, 0x80", "MQTT_5, 0x87"})
  void everySubscriptionIsRefused(MqttVersion version, String expected) {
    Device device = bench.device().connected(version, "c1");

    device.send(
        MqttMessageBuilders.subscribe()
            .messageId(7)
            .addSubscription(MqttQoS.AT_MOST_ONCE, "#")
            .addSubscription(MqttQoS.AT_LEAST_ONCE, "$share/g/devices/+")
            .build());

    MqttSubAckMessage answer = (MqttSubAckMessage) device.received().getFirst();
    int code = Integer.decode(expected);
    assertThat(answer.variableHeader().messageId()).isEqualTo(7);
    assertThat(answer.payload().reasonCodes()).containsExactly(code, code);
  }

  @ParameterizedTest
  @EnumSource
  void unsubscribingIsAnswered(MqttVersion version) {
    Device device = bench.device().connected(version, "c1");

    device.send(MqttMessageBuilders.unsubscribe().messageId(9).addTopicFilter("a/b").build());

    MqttUnsubAckMessage answer = (MqttUnsubAckMessage) device.received().getFirst();
    assertThat(answer.variableHeader().messageId()).isEqualTo(9);
    assertThat(device.isOpen()).isTrue();
  }

  @Test
  void whoSaysGoodByeIsNoRefusal() {
    Device device = bench.device().connected(MqttVersion.MQTT_3_1_1, "c1");

    device.send(MqttMessage.DISCONNECT);

    assertThat(device.isOpen()).isFalse();
    assertThat(bench.sessions.count()).isZero();
    assertThat(bench.meters.find("cuffline.mqtt.refused").counters())
        .allMatch(counter -> counter.count() == 0);
  }

  @Test
  void closingWaitsForWhatIsUnderWay() {
    Device device = bench.device().connected(MqttVersion.MQTT_5, "c1");
    device.publish("devices/c1/x", 1);
    device.session().drainThenEnd();
    assertThat(device.received()).isEmpty();

    bench.journal.complete(0);

    assertThat(device.received())
        .extracting(message -> message.fixedHeader().messageType())
        .containsExactly(MqttMessageType.PUBACK, MqttMessageType.DISCONNECT);
    assertThat(device.isOpen()).isFalse();
  }

  @Test
  void theGaugeShowsWhoIsConnected() {
    bench.device().connected(MqttVersion.MQTT_5, "c1");
    bench.device().connected(MqttVersion.MQTT_5, "c2");
    bench.device();

    assertThat(bench.meters.get("cuffline.mqtt.connections").gauge().value()).isEqualTo(2);
  }

  private Device keptAlive(MqttVersion version, int seconds) {
    Device device = bench.device();
    device.connect(Device.hello(version, "c1", "client").keepAlive(seconds).build());
    return device;
  }
}
