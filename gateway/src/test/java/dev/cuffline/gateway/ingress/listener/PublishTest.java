package dev.cuffline.gateway.ingress.listener;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.gateway.ingress.KnownSources;
import dev.cuffline.gateway.journal.Transmission;
import dev.cuffline.gateway.journal.Transport;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublishTest {
  private static final String TOPIC = "devices/c1/x";
  private static final int FIXED_HEADER = 3;
  private static final int TOPIC_AND_ID = 2 + 12 + 2;

  private final Bench bench = new Bench();

  @AfterEach
  void nothingLeaks() {
    bench.close();
  }

  @Test
  void aPublishIsHandedOnAsItCame() {
    Device device = bench.device().connected(MqttVersion.MQTT_5, "a/b");
    MqttProperties properties = new MqttProperties();
    properties.add(new MqttProperties.StringProperty(MqttProperties.CONTENT_TYPE, "text/x"));

    device.publish(
        "devices/a%2Fb/ble-2a35", 1, publish -> publish.properties(properties), (byte) 7, (byte) 0);

    Transmission transmission = bench.journal.get(0);
    assertThat(transmission)
        .isEqualTo(
            new Transmission(
                transmission.id(),
                Instant.parse("2026-01-02T03:04:05Z"),
                KnownSources.PRACTICE,
                Transport.MQTT_LISTENER,
                "a/b",
                "ble-2a35",
                "devices/a%2Fb/ble-2a35",
                "text/x",
                false,
                new byte[] {7, 0}));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "devices/c1/never-heard-of",
        "devices/c1",
        "devices/c1/a/b",
        "devices/c1/%ZZ",
        "devices/%ZZ/x",
        "spBv1.0/g/NDATA/n",
        "x",
        "/"
      })
  void anyTopicThatIsNotSomebodyElsesIsJournalledAndAcknowledged(String topic) {
    Device device = bench.device().connected(MqttVersion.MQTT_3_1_1, "c1");
    device.publish(topic, 4);

    bench.journal.completeAll();

    assertThat(bench.journal.get(0).path()).isEqualTo(topic);
    assertThat(device.acknowledged()).containsExactly(4);
  }

  @Test
  void anEmptyPayloadIsATransmission() {
    Device device = bench.device().connected(MqttVersion.MQTT_3_1_1, "c1");

    device.publish(TOPIC, 1);

    assertThat(bench.journal.get(0).payload()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aRetainedPublishIsTakenLikeAnyOther(MqttVersion version) {
    Device device = bench.device().connected(version, "c1");

    device.publish(TOPIC, 1, publish -> publish.retained(true), (byte) 1);

    assertThat(bench.journal.get(0).retained()).isFalse();
  }

  @Test
  void aRedeliveryIsAnotherTransmission() {
    Device device = bench.device().connected(MqttVersion.MQTT_3_1_1, "c1");
    device.publish(TOPIC, 1, (byte) 9);
    MqttPublishMessage again =
        MqttMessageBuilders.publish()
            .topicName(TOPIC)
            .qos(MqttQoS.AT_LEAST_ONCE)
            .messageId(1)
            .payload(Unpooled.wrappedBuffer(new byte[] {9}))
            .build();
    byte[] bytes = device.encoded(again);
    bytes[0] |= 0x08;

    device.bytes(bytes);

    assertThat(bench.journal.size()).isEqualTo(2);
    assertThat(bench.journal.get(1).id()).isNotEqualTo(bench.journal.get(0).id());
  }

  @Test
  void mqtt5IsToldThatATopicIsSomebodyElses() {
    Device device = bench.device().connected(MqttVersion.MQTT_5, "c1");

    device.publish("devices/c2/x", 3);

    MqttMessage answer = device.received().getFirst();
    MqttPubReplyMessageVariableHeader header =
        (MqttPubReplyMessageVariableHeader) answer.variableHeader();
    assertThat(header.messageId()).isEqualTo(3);
    assertThat(header.reasonCode()).isEqualTo((byte) 0x87);
    assertThat(bench.journal.size()).isZero();
    assertThat(device.isOpen()).isTrue();
    assertThat(bench.refused(Refusal.FOREIGN_TOPIC)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"MQTT_3_1_1, 0, -1", "MQTT_3_1_1, 3, -1", "MQTT_5, 0, 0x87"})
  void whoCannotBeToldSoIsHungUpOn(MqttVersion version, int packetId, String expected) {
    Device device = bench.device().connected(version, "c1");

    device.publish("devices/c2/x", packetId);

    assertThat(device.disconnectReason()).isEqualTo(Integer.decode(expected));
    assertThat(device.isOpen()).isFalse();
    assertThat(bench.journal.size()).isZero();
    assertThat(bench.refused(Refusal.FOREIGN_TOPIC)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"devices/c1/\u0000", "devices/c1/#", "devices/+/x"})
  void aTopicNoPublishMayHaveIsMalformed(String topic) {
    Device device = bench.device().connected(MqttVersion.MQTT_5, "c1");

    device.publish(topic, 3);

    assertThat(device.disconnectReason()).isEqualTo(0x81);
    assertThat(bench.journal.size()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"MQTT_3_1_1, -1", "MQTT_5, 0x82"})
  void aPublishWithoutATopicIsAFault(MqttVersion version, String expected) {
    Device device = bench.device().connected(version, "c1");

    device.publish("", 3);

    assertThat(device.disconnectReason()).isEqualTo(Integer.decode(expected));
    assertThat(device.isOpen()).isFalse();
    assertThat(bench.journal.size()).isZero();
  }

  @Test
  void aTopicThatIsNotUtf8IsMalformed() {
    Device device = bench.device().connected(MqttVersion.MQTT_5, "c1");

    device.bytes((byte) 0x30, (byte) 5, (byte) 0, (byte) 2, (byte) 0xC3, (byte) 0x28, (byte) 0);

    assertThat(device.disconnectReason()).isEqualTo(0x81);
  }

  @ParameterizedTest
  @CsvSource({"-1, true", "0, true", "1, false"})
  void thePacketLimitIsExact(int beyond, boolean taken) {
    Device device = bench.device().connected(MqttVersion.MQTT_3_1_1, "c1");
    int payload = Bench.MAXIMUM_PACKET_BYTES - FIXED_HEADER - TOPIC_AND_ID + beyond;

    device.publish(TOPIC, 1, new byte[payload]);

    assertThat(bench.journal.size()).isEqualTo(taken ? 1 : 0);
    assertThat(device.isOpen()).isEqualTo(taken);
  }

  @Test
  void mqtt5IsToldThatAPacketIsTooLargeBeforeItIsSent() {
    Device device = bench.device().connected(MqttVersion.MQTT_5, "c1");

    device.bytes((byte) 0x32, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0x7F);

    assertThat(device.disconnectReason()).isEqualTo(0x95);
    assertThat(bench.refused(Refusal.TOO_LARGE)).isEqualTo(1);
  }

  @Test
  void aLengthOfFiveBytesIsMalformed() {
    Device device = bench.device().connected(MqttVersion.MQTT_5, "c1");

    device.bytes((byte) 0x32, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF);

    assertThat(device.disconnectReason()).isEqualTo(0x81);
  }

  @Test
  void aTopicReachingPastItsPacketIsMalformedAtOnce() {
    Device device = bench.device().connected(MqttVersion.MQTT_5, "c1");

    device.bytes((byte) 0x30, (byte) 3, (byte) 0, (byte) 99, (byte) 'a');

    assertThat(device.disconnectReason()).isEqualTo(0x81);
  }

  @Test
  void aTruncatedPublishIsNeverJournalled() {
    byte[] whole = encodedPublish();
    for (int length = 1; length < whole.length; length++) {
      Device device = bench.device().connected(MqttVersion.MQTT_3_1_1, "c1");
      device.bytes(Arrays.copyOf(whole, length));
      device.hangUp();
    }

    assertThat(bench.journal.size()).isZero();
  }

  @Test
  void aPublishMayComeByteByByte() {
    byte[] whole = encodedPublish();
    Device device = bench.device().connected(MqttVersion.MQTT_3_1_1, "c1");

    for (byte one : whole) {
      device.bytes(one);
    }

    assertThat(bench.journal.size()).isEqualTo(1);
    assertThat(bench.journal.get(0).payload()).containsExactly(1, 2, 3);
  }

  @Test
  void publishesMayComeInOneSegmentWithTheConnect() {
    Device device = bench.device();
    byte[] connect = device.encoded(Device.hello(MqttVersion.MQTT_3_1_1, "c1", "c1").build());
    byte[] publish = encodedPublish();
    byte[] both = Arrays.copyOf(connect, connect.length + publish.length);
    System.arraycopy(publish, 0, both, connect.length, publish.length);

    device.bytes(both);

    assertThat(bench.journal.size()).isEqualTo(1);
  }

  private byte[] encodedPublish() {
    return bench
        .device()
        .encoded(
            MqttMessageBuilders.publish()
                .topicName(TOPIC)
                .qos(MqttQoS.AT_LEAST_ONCE)
                .messageId(1)
                .payload(Unpooled.wrappedBuffer(new byte[] {1, 2, 3}))
                .build());
  }
}
