package dev.cuffline.gateway.ingress.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.mqtt.MqttVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** QoS 2 on one connection (MQTT 5.0 and 3.1.1 section 4.3.3). */
class ExactlyOnceTest {
  private static final String TOPIC = "devices/c1/x";

  private final Bench bench = new Bench();

  @AfterEach
  void nothingLeaks() {
    bench.close();
  }

  @ParameterizedTest
  @EnumSource
  void pubrecLeavesOnceThePublishIsDurableAndNotEarlier(MqttVersion version) {
    Device device = bench.device().connected(version, "c1");
    device.publishOnce(TOPIC, 7, (byte) 1);
    assertThat(device.answers()).isEmpty();

    bench.journal.complete(0);

    assertThat(device.answers()).containsExactly("PUBREC 7");
  }

  @ParameterizedTest
  @EnumSource
  void pubrelIsAnsweredByPubcomp(MqttVersion version) {
    Device device = received(version, 7);

    device.release(7);

    assertThat(device.answers()).containsExactly("PUBCOMP 7");
    assertThat(device.isOpen()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void aRepetitionBeforePubrelIsAnsweredAndNotJournalledAgain(MqttVersion version) {
    Device device = received(version, 7);

    device.publishOnceAgain(TOPIC, 7, (byte) 7);

    assertThat(device.answers()).containsExactly("PUBREC 7");
    assertThat(bench.journal.size()).isEqualTo(1);
  }

  @Test
  void aRepetitionWithoutItsMarkIsOneAllTheSame() {
    Device device = received(MqttVersion.MQTT_5, 7);

    device.publishOnce(TOPIC, 7, (byte) 7);

    assertThat(device.answers()).containsExactly("PUBREC 7");
    assertThat(bench.journal.size()).isEqualTo(1);
  }

  @Test
  void aRepetitionOfWhatIsUnderWayWaitsForTheSameCommit() {
    Device device = bench.device().connected(MqttVersion.MQTT_3_1_1, "c1");
    device.publishOnce(TOPIC, 7, (byte) 1).publishOnceAgain(TOPIC, 7, (byte) 1);
    assertThat(device.answers()).isEmpty();

    bench.journal.completeAll();

    assertThat(bench.journal.size()).isEqualTo(1);
    assertThat(device.answers()).containsExactly("PUBREC 7", "PUBREC 7");
  }

  @Test
  void aReleasedPacketIdIsFreeForTheNextMessage() {
    Device device = received(MqttVersion.MQTT_5, 7);
    device.release(7).publishOnce(TOPIC, 7, (byte) 7);

    bench.journal.completeAll();

    assertThat(bench.journal.size()).isEqualTo(2);
    assertThat(device.answers()).containsExactly("PUBCOMP 7", "PUBREC 7");
  }

  /** A cuff that lost its power counts from 1 again; its new reading must not be lost. */
  @ParameterizedTest
  @EnumSource
  void otherBytesUnderAnUnreleasedPacketIdAreAnotherMessage(MqttVersion version) {
    Device device = received(version, 7);
    device.publishOnce(TOPIC, 7, (byte) 99);

    bench.journal.completeAll();

    assertThat(bench.journal.size()).isEqualTo(2);
    assertThat(device.answers()).containsExactly("PUBREC 7");
  }

  @ParameterizedTest
  @CsvSource({"MQTT_3_1, PUBCOMP 9", "MQTT_3_1_1, PUBCOMP 9", "MQTT_5, PUBCOMP 9 0x92"})
  void pubrelOfAnUnknownPacketIdIsAnswered(MqttVersion version, String expected) {
    Device device = bench.device().connected(version, "c1");

    device.release(9);

    assertThat(device.answers()).containsExactly(expected);
    assertThat(device.isOpen()).isTrue();
  }

  @Test
  void aSecondPubrelFindsThePacketIdUnknown() {
    Device device = received(MqttVersion.MQTT_5, 7);

    device.release(7).release(7);

    assertThat(device.answers()).containsExactly("PUBCOMP 7", "PUBCOMP 7 0x92");
  }

  @ParameterizedTest
  @CsvSource({"MQTT_3_1_1, -1", "MQTT_5, 0x82"})
  void pubrelBeforePubrecAcknowledgesNothing(MqttVersion version, String expected) {
    Device device = bench.device().connected(version, "c1");
    device.publishOnce(TOPIC, 7, (byte) 1);

    device.release(7);

    assertThat(device.disconnectReason()).isEqualTo(Integer.decode(expected));
    assertThat(device.isOpen()).isFalse();
  }

  @Test
  void whatIsNotStoredGetsNoPubrecAndMayBeSentAgain() {
    Device device = bench.device();
    device.resumes(MqttVersion.MQTT_5, "c1", 60);
    device.publishOnce(TOPIC, 7, (byte) 1);

    bench.journal.fail(0);

    assertThat(device.answers()).containsExactly("DISCONNECT 0x97");
    Device again = bench.device();
    again.resumes(MqttVersion.MQTT_5, "c1", 60);
    again.publishOnceAgain(TOPIC, 7, (byte) 1);
    bench.journal.complete(1);
    assertThat(again.answers()).containsExactly("PUBREC 7");
  }

  @Test
  void mqtt5IsToldInPubrecThatATopicIsSomebodyElses() {
    Device device = bench.device().connected(MqttVersion.MQTT_5, "c1");

    device.publishOnce("devices/c2/x", 7, (byte) 1);

    assertThat(device.answers()).containsExactly("PUBREC 7 0x87");
    assertThat(bench.journal.size()).isZero();
    device.release(7);
    assertThat(device.answers()).containsExactly("PUBCOMP 7 0x92");
  }

  @Test
  void mqtt3IsHungUpOnForATopicThatIsSomebodyElses() {
    Device device = bench.device().connected(MqttVersion.MQTT_3_1_1, "c1");

    device.publishOnce("devices/c2/x", 7, (byte) 1);

    assertThat(device.isOpen()).isFalse();
    assertThat(bench.journal.size()).isZero();
  }

  @Test
  void answersToBothQualitiesLeaveInTheOrderOfPublishes() {
    Device device = bench.device().connected(MqttVersion.MQTT_5, "c1");
    device.publishOnce(TOPIC, 1, (byte) 1).publish(TOPIC, 2, (byte) 2);
    device.publishOnce(TOPIC, 3, (byte) 3);

    bench.journal.complete(2);
    bench.journal.complete(1);
    assertThat(device.answers()).isEmpty();
    bench.journal.complete(0);

    assertThat(device.answers()).containsExactly("PUBREC 1", "PUBACK 2", "PUBREC 3");
    assertThat(device.flushes()).isEqualTo(1);
  }

  @Test
  void unreleasedPublishesCountAgainstTheReceiveMaximum() {
    Device device = bench.device().connected(MqttVersion.MQTT_5, "c1");
    bench.journal.immediate();
    for (int id = 1; id <= Bench.RECEIVE_MAXIMUM; id++) {
      device.publishOnce(TOPIC, id, (byte) id);
    }
    device.publishOnceAgain(TOPIC, 1, (byte) 1);
    assertThat(device.isOpen()).isTrue();

    device.publish(TOPIC, 99);

    assertThat(device.disconnectReason()).isEqualTo(0x93);
  }

  @Test
  void releasingGivesTheQuotaBack() {
    Device device = bench.device().connected(MqttVersion.MQTT_5, "c1");
    bench.journal.immediate();
    for (int round = 0; round < 3 * Bench.RECEIVE_MAXIMUM; round++) {
      device.publishOnce(TOPIC, 1 + round, (byte) round).release(1 + round);
    }

    assertThat(device.isOpen()).isTrue();
    assertThat(bench.journal.size()).isEqualTo(3 * Bench.RECEIVE_MAXIMUM);
  }

  @Test
  void aRefusedPublishGivesTheQuotaBackToo() {
    Device device = bench.device().connected(MqttVersion.MQTT_5, "c1");
    for (int id = 1; id <= 3 * Bench.RECEIVE_MAXIMUM; id++) {
      device.publishOnce("devices/c2/x", id, (byte) 1);
    }

    assertThat(device.isOpen()).isTrue();
  }

  private Device received(MqttVersion version, int packetId) {
    Device device = bench.device().connected(version, "c1");
    device.publishOnce(TOPIC, packetId, (byte) packetId);
    bench.journal.completeAll();
    assertThat(device.answers()).containsExactly("PUBREC " + packetId);
    return device;
  }
}
