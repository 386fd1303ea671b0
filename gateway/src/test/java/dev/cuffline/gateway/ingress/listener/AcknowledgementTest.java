package dev.cuffline.gateway.ingress.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.mqtt.MqttVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AcknowledgementTest {
  private static final String TOPIC = "devices/c1/x";

  private final Bench bench = new Bench(Bench.settings(12, 1_000_000));

  @AfterEach
  void nothingLeaks() {
    bench.close();
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsAcknowledgedBeforeItIsDurable(MqttVersion version) {
    Device device = bench.device().connected(version, "c1");
    device.publish(TOPIC, 1, (byte) 1);
    assertThat(device.received()).isEmpty();

    bench.journal.complete(0);

    assertThat(device.acknowledged()).containsExactly(1);
  }

  @Test
  void acknowledgementsLeaveInTheOrderOfPublishes() {
    Device device = bench.device().connected(MqttVersion.MQTT_3_1_1, "c1");
    device.publish(TOPIC, 30).publish(TOPIC, 10).publish(TOPIC, 20);

    bench.journal.complete(2);
    assertThat(device.acknowledged()).isEmpty();
    bench.journal.complete(1);
    assertThat(device.acknowledged()).isEmpty();
    bench.journal.complete(0);

    assertThat(device.acknowledged()).containsExactly(30, 10, 20);
  }

  @Test
  void whateverOrderTheJournalTakesExactlyTheDurablePrefixIsAcknowledged() {
    Device device = bench.device().connected(MqttVersion.MQTT_5, "c1");
    Random random = new Random(20_260_101L);
    for (int round = 0; round < 500; round++) {
      int base = bench.journal.size();
      List<Integer> left = new ArrayList<>();
      for (int i = 0; i < 1 + random.nextInt(Bench.RECEIVE_MAXIMUM); i++) {
        device.publish(TOPIC, 1 + i);
        left.add(i);
      }
      int count = left.size();
      List<Integer> acknowledged = new ArrayList<>();
      Collections.shuffle(left, random);
      while (!left.isEmpty()) {
        bench.journal.complete(base + left.removeLast());
        acknowledged.addAll(device.acknowledged());

        int durable = left.stream().min(Integer::compare).orElse(count);
        assertThat(acknowledged)
            .containsExactlyElementsOf(IntStream.rangeClosed(1, durable).boxed().toList());
      }
    }
  }

  @Test
  void aGroupIsAcknowledgedInOneFlush() {
    Device device = bench.device().connected(MqttVersion.MQTT_5, "c1");
    for (int id = 1; id <= 6; id++) {
      device.publish(TOPIC, id);
    }

    bench.journal.completeAll();

    assertThat(device.acknowledged()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(device.flushes()).isEqualTo(1);
  }

  @Test
  void qosZeroIsJournalledAndNotAnswered() {
    Device device = bench.device().connected(MqttVersion.MQTT_5, "c1");
    device.publish(TOPIC, 0, (byte) 1).publish(TOPIC, 5, (byte) 2);

    bench.journal.completeAll();

    assertThat(bench.journal.size()).isEqualTo(2);
    assertThat(device.acknowledged()).containsExactly(5);
  }

  @ParameterizedTest
  @CsvSource({
    "MQTT_3_1_1, false, -1",
    "MQTT_3_1_1, true, -1",
    "MQTT_5, false, 0x83",
    "MQTT_5, true, 0x97"
  })
  void whatIsNotStoredIsNotAcknowledgedAndTheConnectionEnds(
      MqttVersion version, boolean healthy, String expected) {
    Device device = bench.device().connected(version, "c1");
    device.publish(TOPIC, 1);
    bench.journal.healthy(healthy);

    bench.journal.fail(0);

    assertThat(device.disconnectReason()).isEqualTo(Integer.decode(expected));
    assertThat(device.isOpen()).isFalse();
    assertThat(bench.refused(healthy ? Refusal.JOURNAL_BUSY : Refusal.JOURNAL_FAILED)).isEqualTo(1);
  }

  @Test
  void whatWasDurableBeforeAFailureIsStillAcknowledged() {
    Device device = bench.device().connected(MqttVersion.MQTT_3_1_1, "c1");
    device.publish(TOPIC, 1).publish(TOPIC, 2).publish(TOPIC, 3);

    bench.journal.fail(1);
    bench.journal.complete(2);
    bench.journal.complete(0);

    assertThat(device.acknowledged()).containsExactly(1);
    assertThat(device.isOpen()).isFalse();
  }

  @Test
  void aLostQosZeroPublishEndsTheConnectionToo() {
    Device device = bench.device().connected(MqttVersion.MQTT_3_1_1, "c1");
    device.publish(TOPIC, 0);

    bench.journal.fail(0);

    assertThat(device.isOpen()).isFalse();
  }

  @Test
  void settlingAfterTheDeviceHungUpHurtsNobody() {
    Device gone = bench.device().connected(MqttVersion.MQTT_3_1_1, "c1");
    Device other = bench.device().connected(MqttVersion.MQTT_3_1_1, "c2");
    gone.publish(TOPIC, 1);
    other.publish("devices/c2/x", 1);
    gone.hangUp();

    bench.journal.completeAll();

    assertThat(other.acknowledged()).containsExactly(1);
    assertThat(received()).isEqualTo(2);
  }

  @Test
  void aRefusedPublishIsAnsweredInItsTurn() {
    Device device = bench.device().connected(MqttVersion.MQTT_5, "c1");
    device.publish(TOPIC, 1).publish("devices/c2/x", 2).publish(TOPIC, 3);
    assertThat(device.received()).isEmpty();

    bench.journal.completeAll();

    assertThat(device.acknowledged()).containsExactly(1, 2, 3);
  }

  @Test
  void morePublishesThanAllowedAtOnceAreAnMqtt5Fault() {
    Device device = bench.device().connected(MqttVersion.MQTT_5, "c1");
    for (int id = 1; id <= Bench.RECEIVE_MAXIMUM; id++) {
      device.publish(TOPIC, id);
    }
    assertThat(device.isOpen()).isTrue();

    device.publish(TOPIC, 99);

    assertThat(device.disconnectReason()).isEqualTo(0x93);
  }

  @Test
  void readingPausesWhileTooManyMessagesAreUnderWay() {
    Device device = bench.device().connected(MqttVersion.MQTT_3_1_1, "c1");
    for (int id = 1; id < Bench.RECEIVE_MAXIMUM; id++) {
      device.publish(TOPIC, id);
    }
    assertThat(device.isRead()).isTrue();

    device.publish(TOPIC, Bench.RECEIVE_MAXIMUM);

    assertThat(device.isRead()).isFalse();
  }

  @Test
  void readingGoesOnWhenHalfIsAnswered() {
    Device device = bench.device().connected(MqttVersion.MQTT_3_1_1, "c1");
    IntStream.rangeClosed(1, Bench.RECEIVE_MAXIMUM).forEach(id -> device.publish(TOPIC, id));
    IntStream.range(0, 4).forEach(bench.journal::complete);
    assertThat(device.isRead()).isFalse();

    bench.journal.complete(4);

    assertThat(device.isRead()).isTrue();
  }

  @Test
  void readingPausesWhileTooManyBytesAreUnderWay() {
    Device device = bench.device().connected(MqttVersion.MQTT_3_1_1, "c1");
    device.publish(TOPIC, 1, new byte[1_500]).publish(TOPIC, 2, new byte[1_500]);
    assertThat(device.isRead()).isTrue();

    device.publish(TOPIC, 3, new byte[1_500]);

    assertThat(device.isRead()).isFalse();
  }

  @Test
  void allConnectionsTogetherHaveALimitAndNobodyIsForgotten() {
    Device first = bench.device().connected(MqttVersion.MQTT_3_1_1, "c1");
    Device second = bench.device().connected(MqttVersion.MQTT_3_1_1, "c2");
    IntStream.rangeClosed(1, 7).forEach(id -> first.publish(TOPIC, id));
    IntStream.rangeClosed(1, 5).forEach(id -> second.publish("devices/c2/x", id));
    assertThat(first.isRead()).isTrue();
    assertThat(second.isRead()).isFalse();

    bench.journal.completeAll();

    assertThat(first.isRead()).isTrue();
    assertThat(second.isRead()).isTrue();
  }

  @Test
  void bytesUnderWayAreGivenBackWhenSettledEvenAfterTheDeviceLeft() {
    try (Bench small = new Bench(Bench.settings(1_000, 100))) {
      Device gone = small.device().connected(MqttVersion.MQTT_3_1_1, "c1");
      Device device = small.device().connected(MqttVersion.MQTT_3_1_1, "c2");
      gone.publish(TOPIC, 1, new byte[60]);
      device.publish("devices/c2/x", 1, new byte[60]);
      assertThat(device.isRead()).isFalse();
      gone.hangUp();
      small.journal.completeAll();

      device.publish("devices/c2/x", 2, new byte[60]);

      assertThat(device.isRead()).isTrue();
    }
  }

  @Test
  void onlyDurableTransmissionsCountAsReceived() {
    Device device = bench.device().connected(MqttVersion.MQTT_3_1_1, "c1");
    device.publish(TOPIC, 1).publish(TOPIC, 2);

    bench.journal.complete(0);

    assertThat(received()).isEqualTo(1);
  }

  private double received() {
    return bench
        .meters
        .get("cuffline.transmissions.received")
        .tag("transport", "mqtt-listener")
        .counter()
        .count();
  }
}
