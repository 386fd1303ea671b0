package dev.cuffline.gateway.ingress.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConnectTest {
  private final Bench bench = new Bench();
  private final Device device = bench.device();

  @AfterEach
  void nothingLeaks() {
    bench.close();
  }

  @ParameterizedTest
  @EnumSource
  void aKnownSourceIsWelcomedWithoutASession(MqttVersion version) {
    MqttConnAckMessage answer = device.connect(Device.hello(version, "c1", "client").build());

    assertThat(code(answer)).isZero();
    assertThat(answer.variableHeader().isSessionPresent()).isFalse();
    assertThat(bench.sessions.count()).isEqualTo(1);
  }

  @Test
  void mqtt5IsToldWhatIsGrantedAndWhatIsNotOffered() {
    MqttConnAckMessage answer =
        device.connect(Device.hello(MqttVersion.MQTT_5, "c1", "client").build());

    MqttProperties told = answer.variableHeader().properties();
    assertThat(number(told, MqttProperties.MAXIMUM_QOS)).as("absent: QoS 2").isEqualTo(-1);
    assertThat(number(told, MqttProperties.RETAIN_AVAILABLE)).isEqualTo(1);
    assertThat(number(told, MqttProperties.MAXIMUM_PACKET_SIZE))
        .isEqualTo(Bench.MAXIMUM_PACKET_BYTES);
    assertThat(number(told, MqttProperties.RECEIVE_MAXIMUM)).isEqualTo(Bench.RECEIVE_MAXIMUM);
    assertThat(number(told, MqttProperties.TOPIC_ALIAS_MAXIMUM))
        .isEqualTo(Bench.TOPIC_ALIAS_MAXIMUM);
    assertThat(number(told, MqttProperties.WILDCARD_SUBSCRIPTION_AVAILABLE)).isZero();
    assertThat(number(told, MqttProperties.SHARED_SUBSCRIPTION_AVAILABLE)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"MQTT_3_1, 4", "MQTT_3_1_1, 4", "MQTT_5, 0x86"})
  void aWrongSecretIsRefusedAndHungUpOn(MqttVersion version, String expected) {
    MqttConnAckMessage answer =
        device.connect(
            Device.hello(version, "c1", "client")
                .password("guess".getBytes(StandardCharsets.UTF_8))
                .build());

    assertThat(code(answer)).isEqualTo(Integer.decode(expected));
    assertThat(device.isOpen()).isFalse();
    assertThat(bench.refused(Refusal.BAD_CREDENTIALS)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"MQTT_3_1_1, 5", "MQTT_5, 0x87"})
  void nobodyIsRefused(MqttVersion version, String expected) {
    MqttConnAckMessage answer =
        device.connect(
            MqttMessageBuilders.connect().protocolVersion(version).clientId("client").build());

    assertThat(code(answer)).isEqualTo(Integer.decode(expected));
    assertThat(device.isOpen()).isFalse();
  }

  @Test
  void whoSaysNothingIsHungUpOnAfterTheTimeout() {
    device.pass(Duration.ofMillis(9_999));
    assertThat(device.isOpen()).isTrue();

    device.pass(Duration.ofMillis(1));

    assertThat(device.isOpen()).isFalse();
    assertThat(bench.refused(Refusal.CONNECT_TIMEOUT)).isEqualTo(1);
  }

  @Test
  void whoDribblesItsConnectIsHungUpOnAfterTheTimeout() {
    byte[] connect = device.encoded(Device.hello(MqttVersion.MQTT_5, "c1", "client").build());
    for (int i = 0; i < 10; i++) {
      device.bytes(connect[i]).pass(Duration.ofSeconds(1));
    }

    assertThat(device.isOpen()).isFalse();
  }

  @Test
  void theTimeoutEndsWithTheConnect() {
    device.connected(MqttVersion.MQTT_3_1_1, "c1");

    device.pass(Duration.ofHours(1));

    assertThat(device.isOpen()).isTrue();
  }

  @Test
  void anotherFirstPacketIsHungUpOn() {
    device.send(MqttMessage.PINGREQ);

    assertThat(device.received()).isEmpty();
    assertThat(device.isOpen()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"MQTT_3_1_1, -1", "MQTT_5, 0x82"})
  void aSecondConnectEndsTheConnection(MqttVersion version, String expected) {
    device.connected(version, "c1");

    device.send(Device.hello(version, "c1", "client").build());

    assertThat(device.disconnectReason()).isEqualTo(Integer.decode(expected));
    assertThat(device.isOpen()).isFalse();
    assertThat(bench.sessions.count()).isZero();
  }

  @Test
  void anUnknownProtocolVersionIsNamed() {
    byte[] connect = device.encoded(Device.hello(MqttVersion.MQTT_3_1_1, "c1", "x").build());
    connect[8] = 9;

    device.bytes(connect);

    assertThat(code((MqttConnAckMessage) device.received().getFirst())).isEqualTo(1);
    assertThat(device.isOpen()).isFalse();
  }

  @Test
  void mqtt5WithoutAClientIdIsGivenOne() {
    MqttConnAckMessage answer = device.connect(Device.hello(MqttVersion.MQTT_5, "c1", "").build());

    assertThat(
            Packets.text(
                answer.variableHeader().properties(), MqttProperties.ASSIGNED_CLIENT_IDENTIFIER))
        .hasSize(26);
  }

  @ParameterizedTest
  @CsvSource({"true, 0", "false, 2"})
  void mqtt3MayOmitTheClientIdOfACleanSession(boolean clean, int expected) {
    MqttConnAckMessage answer =
        device.connect(Device.hello(MqttVersion.MQTT_3_1_1, "c1", "").cleanSession(clean).build());

    assertThat(code(answer)).isEqualTo(expected);
  }

  @Test
  void enhancedAuthenticationIsRefused() {
    MqttProperties properties = new MqttProperties();
    properties.add(
        new MqttProperties.StringProperty(MqttProperties.AUTHENTICATION_METHOD, "SCRAM"));

    MqttConnAckMessage answer =
        device.connect(
            Device.hello(MqttVersion.MQTT_5, "c1", "client").properties(properties).build());

    assertThat(code(answer)).isEqualTo(0x8C);
  }

  @ParameterizedTest
  @EnumSource
  void aWillIsAcceptedAndNeverPublished(MqttVersion version) {
    MqttConnAckMessage answer =
        device.connect(
            Device.hello(version, "c1", "client")
                .willFlag(true)
                .willQoS(MqttQoS.EXACTLY_ONCE)
                .willRetain(true)
                .willTopic("devices/c1/status")
                .willMessage(new byte[] {1})
                .build());
    device.hangUp();

    assertThat(code(answer)).isZero();
    assertThat(bench.journal.size()).isZero();
  }

  @Test
  void aConnectLargerThanAnyNeedIsRefusedUnread() {
    byte[] start = {0x10, (byte) 0x80, (byte) 0x80, (byte) 0x80, 0x01};

    device.bytes(start);

    assertThat(device.isOpen()).isFalse();
    assertThat(bench.refused(Refusal.TOO_LARGE)).isEqualTo(1);
  }

  @Test
  void aClientIdThatIsNotTextIsRefused() {
    MqttConnAckMessage answer =
        device.connect(Device.hello(MqttVersion.MQTT_5, "c1", "a\u0000b").build());

    assertThat(code(answer)).isEqualTo(0x85);
  }

  @Test
  void aFaultOfOursEndsOnlyItsConnection() {
    Device healthy = bench.device().connected(MqttVersion.MQTT_5, "c2");
    bench.sources.onceAuthenticated(() -> {
      throw new IllegalStateException("planted");
    });

    device.send(Device.hello(MqttVersion.MQTT_5, "c1", "client").build());

    assertThat(device.isOpen()).isFalse();
    assertThat(healthy.isOpen()).isTrue();
  }

  private static int code(MqttConnAckMessage answer) {
    return answer.variableHeader().connectReturnCode().byteValue() & 0xFF;
  }

  private static int number(MqttProperties properties, int id) {
    return properties.getProperty(id) instanceof MqttProperties.IntegerProperty number
        ? number.value()
        : -1;
  }
}
