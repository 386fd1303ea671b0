package dev.cuffline.gateway.ingress.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** MQTT 5.0 properties that devices send, and reasons that they are told. */
class PropertiesTest {
  /** The properties that the tables below name (MQTT 5.0, 2.2.2.2). */
  private static final Map<String, Integer> IDS =
      Map.of(
          "PAYLOAD_FORMAT_INDICATOR", MqttProperties.PAYLOAD_FORMAT_INDICATOR,
          "SUBSCRIPTION_IDENTIFIER", MqttProperties.SUBSCRIPTION_IDENTIFIER,
          "SERVER_KEEP_ALIVE", MqttProperties.SERVER_KEEP_ALIVE,
          "RECEIVE_MAXIMUM", MqttProperties.RECEIVE_MAXIMUM,
          "MAXIMUM_PACKET_SIZE", MqttProperties.MAXIMUM_PACKET_SIZE,
          "REQUEST_PROBLEM_INFORMATION", MqttProperties.REQUEST_PROBLEM_INFORMATION,
          "REQUEST_RESPONSE_INFORMATION", MqttProperties.REQUEST_RESPONSE_INFORMATION,
          "TOPIC_ALIAS", MqttProperties.TOPIC_ALIAS,
          "TOPIC_ALIAS_MAXIMUM", MqttProperties.TOPIC_ALIAS_MAXIMUM);

  private static int id(String property) {
    return Objects.requireNonNull(IDS.get(property));
  }

  private static final String TOPIC = "devices/c1/x";
  private static final MqttVersion V5 = MqttVersion.MQTT_5;

  private final Bench bench = new Bench();
  private final Device device = bench.device();

  @AfterEach
  void nothingLeaks() {
    bench.close();
  }

  @ParameterizedTest
  @CsvSource({
    "'', -1, ''",
    "'', 0, ''",
    "'', 1, text/plain;charset=utf-8",
    "text/x, 1, text/x",
    "text/x, -1, text/x"
  })
  void theMediaTypeIsWhatTheSenderStates(String contentType, int indicator, String expected) {
    device.connected(V5, "c1");
    MqttProperties properties =
        contentType.isEmpty()
            ? new MqttProperties()
            : Device.text(MqttProperties.CONTENT_TYPE, contentType);
    if (indicator >= 0) {
      properties.add(
          new MqttProperties.IntegerProperty(MqttProperties.PAYLOAD_FORMAT_INDICATOR, indicator));
    }

    device.publish(TOPIC, 1, publish -> publish.properties(properties), (byte) 1);

    assertThat(bench.journal.get(0).contentType()).isEqualTo(expected);
  }

  /** A reading is worth keeping however late; and nobody could be sent an answer. */
  @Test
  void expiryUserPropertiesAndRequestsForAnAnswerAreIgnored() {
    device.connected(V5, "c1");
    MqttProperties properties = Device.number(MqttProperties.PUBLICATION_EXPIRY_INTERVAL, 0);
    properties.add(new MqttProperties.StringProperty(MqttProperties.RESPONSE_TOPIC, "a/b"));
    properties.add(
        new MqttProperties.BinaryProperty(MqttProperties.CORRELATION_DATA, new byte[] {1}));
    properties.add(new MqttProperties.UserProperty("a", "b"));
    properties.add(new MqttProperties.UserProperty("a", "c"));

    device.publish(TOPIC, 1, publish -> publish.properties(properties), (byte) 1);

    assertThat(bench.journal.size()).isEqualTo(1);
    assertThat(device.isOpen()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"PAYLOAD_FORMAT_INDICATOR, 2", "SUBSCRIPTION_IDENTIFIER, 1", "SERVER_KEEP_ALIVE, 1"})
  void aPropertyThatAPublishMayNotHaveIsAProtocolError(String property, int value) {
    device.connected(V5, "c1");

    device.publish(
        TOPIC, 1, publish -> publish.properties(Device.number(id(property), value)), (byte) 1);

    assertThat(device.disconnectReason()).isEqualTo(0x82);
    assertThat(bench.journal.size()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "RECEIVE_MAXIMUM, 0",
    "MAXIMUM_PACKET_SIZE, 0",
    "REQUEST_PROBLEM_INFORMATION, 2",
    "REQUEST_RESPONSE_INFORMATION, 2",
    "TOPIC_ALIAS, 1",
    "SERVER_KEEP_ALIVE, 1"
  })
  void aPropertyThatAConnectMayNotHaveIsAProtocolError(String property, int value) {
    assertThat(connect(Device.number(id(property), value))).isEqualTo(0x82);
  }

  @ParameterizedTest
  @CsvSource({
    "RECEIVE_MAXIMUM, 1",
    "TOPIC_ALIAS_MAXIMUM, 10",
    "REQUEST_RESPONSE_INFORMATION, 1",
    "REQUEST_PROBLEM_INFORMATION, 1"
  })
  void whatAClientOffersForMessagesItNeverGetsIsIgnored(String property, int value) {
    assertThat(connect(Device.number(id(property), value))).isZero();
  }

  @Test
  void authenticationDataWithoutAMethodIsAProtocolError() {
    MqttProperties properties = new MqttProperties();
    properties.add(
        new MqttProperties.BinaryProperty(MqttProperties.AUTHENTICATION_DATA, new byte[] {1}));

    assertThat(connect(properties)).isEqualTo(0x82);
  }

  @Test
  void aWillMayNotHaveThePropertiesOfOtherPackets() {
    MqttConnAckMessage answer =
        device.connect(
            Device.hello(V5, "c1", "c1")
                .willFlag(true)
                .willTopic("devices/c1/status")
                .willMessage(new byte[] {1})
                .willProperties(Device.number(MqttProperties.TOPIC_ALIAS, 1))
                .build());

    assertThat(answer.variableHeader().connectReturnCode().byteValue()).isEqualTo((byte) 0x82);
  }

  @ParameterizedTest
  @CsvSource({"'', MQTT_5", "a/#, MQTT_5", "a/+/b, MQTT_3_1_1", "'', MQTT_3_1_1"})
  void aWillWhoseTopicNobodyCouldPublishToIsMalformed(String topic, MqttVersion version) {
    device.send(
        Device.hello(version, "c1", "c1")
            .willFlag(true)
            .willTopic(topic)
            .willMessage(new byte[] {1})
            .build());

    assertThat(device.isOpen()).isFalse();
    assertThat(bench.sessions.count()).isZero();
    assertThat(bench.refused(Refusal.MALFORMED)).isEqualTo(1);
  }

  @Test
  void aRefusalIsExplained() {
    device.connected(V5, "c1");

    device.publish("devices/c2/x", 3);
    MqttMessage answer = device.received().getFirst();
    device.publish(TOPIC, 3, publish -> publish.properties(alias(0)));

    assertThat(reason(((MqttPubReplyMessageVariableHeader) answer.variableHeader()).properties()))
        .contains("devices/{user name}/{format}");
    assertThat(reason(disconnectProperties())).contains("topic alias");
  }

  @ParameterizedTest
  @CsvSource({"REQUEST_PROBLEM_INFORMATION, 0", "MAXIMUM_PACKET_SIZE, 128"})
  void aClientMayDoWithoutExplanationsAndAReasonAlwaysFits(String property, int value) {
    connect(Device.number(id(property), value));

    device.publish("devices/c2/x", 3);
    MqttMessage answer = device.received().getFirst();

    boolean told =
        !reason(((MqttPubReplyMessageVariableHeader) answer.variableHeader()).properties())
            .isEmpty();
    assertThat(told).isEqualTo(property.equals("MAXIMUM_PACKET_SIZE"));
    assertThat(device.encoded(answer).length).isLessThanOrEqualTo(128);
  }

  @ParameterizedTest
  @EnumSource
  void everyAnswerIsShorterThanTheShortestLimitTaken(Refusal refusal) {
    assertThat(device.encoded(Packets.disconnect(refusal, true)).length)
        .isLessThanOrEqualTo(Packets.LONGEST);
    assertThat(refusal.reason()).matches("\\p{ASCII}*");
  }

  @Test
  void aRefusedLoginIsExplainedToo() {
    MqttConnAckMessage answer =
        device.connect(Device.hello(V5, "c1", "c1").password(new byte[] {1}).build());

    assertThat(reason(answer.variableHeader().properties())).contains("password");
  }

  @Test
  void aClientThatTakesTooLittleForItsAnswersIsRefused() {
    assertThat(connect(Device.number(MqttProperties.MAXIMUM_PACKET_SIZE, 127))).isEqualTo(0x95);
  }

  @Test
  void anAnswerTheClientCannotTakeIsNotSent() {
    connect(Device.number(MqttProperties.MAXIMUM_PACKET_SIZE, 128));
    MqttMessageBuilders.SubscribeBuilder subscribe = MqttMessageBuilders.subscribe().messageId(7);
    IntStream.range(0, 130).forEach(i -> subscribe.addSubscription(MqttQoS.AT_MOST_ONCE, "a"));

    device.send(subscribe.build()).send(MqttMessage.PINGREQ);

    assertThat(device.answers()).containsExactly("PINGRESP");
  }

  @Test
  void authIsAProtocolErrorForWhoConnectedWithAPassword() {
    device.connected(V5, "c1");

    device.bytes((byte) 0xF0, (byte) 0);

    assertThat(device.disconnectReason()).isEqualTo(0x82);
  }

  @ParameterizedTest
  @CsvSource({"0x40", "0x50", "0x70"})
  void anAnswerToNothingIsAProtocolError(String firstByte) {
    device.connected(V5, "c1");

    device.bytes(Integer.decode(firstByte).byteValue(), (byte) 2, (byte) 0, (byte) 1);

    assertThat(device.disconnectReason()).isEqualTo(0x82);
  }

  private int connect(MqttProperties properties) {
    MqttConnAckMessage answer =
        device.connect(Device.hello(V5, "c1", "c1").properties(properties).build());
    return answer.variableHeader().connectReturnCode().byteValue() & 0xFF;
  }

  private MqttProperties disconnectProperties() {
    MqttMessage disconnect = device.received().getFirst();
    return ((MqttReasonCodeAndPropertiesVariableHeader) disconnect.variableHeader()).properties();
  }

  private static MqttProperties alias(int alias) {
    return Device.number(MqttProperties.TOPIC_ALIAS, alias);
  }

  private static String reason(MqttProperties properties) {
    return Packets.text(properties, MqttProperties.REASON_STRING);
  }
}
