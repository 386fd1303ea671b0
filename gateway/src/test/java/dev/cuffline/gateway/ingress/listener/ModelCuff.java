package dev.cuffline.gateway.ingress.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * A cuff that keeps its half of a session as MQTT tells it to: it repeats what was not answered,
 * with the same packet ids, over as many connections as it takes (MQTT 5.0 sections 4.3 and 4.4).
 */
final class ModelCuff {
  private static final String TOPIC = "devices/c1/x";
  private static final int PACKET_IDS = 12;

  /** A message that is not answered in full. */
  private record Open(int number, boolean once, boolean released) {}

  private final Bench bench;
  private final MqttVersion version;
  private final IntPredicate isDurable;
  private final Map<Integer, Open> open = new LinkedHashMap<>();
  private Device device;
  private int lastPacketId;

  /**
   * Connects for the first time.
   *
   * @param isDurable whether the message with this number is in the journal: asked whenever one is
   *     acknowledged
   */
  ModelCuff(Bench bench, MqttVersion version, IntPredicate isDurable) {
    this.bench = bench;
    this.version = version;
    this.isDurable = isDurable;
    device = bench.device();
    assertThat(device.resumes(version, "c1", 3_600)).isFalse();
  }

  /** The number of a message, from its payload. */
  static int number(byte[] payload) {
    return ByteBuffer.wrap(payload).getInt();
  }

  boolean mayPublish() {
    return device.isOpen() && open.size() < Bench.RECEIVE_MAXIMUM;
  }

  boolean isDone() {
    return open.isEmpty();
  }

  void publish(int number, boolean once) {
    do {
      lastPacketId = 1 + lastPacketId % PACKET_IDS;
    } while (open.containsKey(lastPacketId));
    Open message = new Open(number, once, false);
    open.put(lastPacketId, message);
    send(lastPacketId, message, false);
  }

  /** Comes back, with or without the old connection being closed, and repeats. */
  void reconnect(boolean hangUpFirst) {
    if (hangUpFirst) {
      device.hangUp();
    }
    device = bench.device();
    assertThat(device.resumes(version, "c1", 3_600)).isTrue();
    for (Map.Entry<Integer, Open> each : Map.copyOf(open).entrySet()) {
      if (each.getValue().released()) {
        device.release(each.getKey());
      } else {
        send(each.getKey(), each.getValue(), true);
      }
    }
  }

  boolean isConnected() {
    return device.isOpen();
  }

  /** Reads the answers, and checks that none came before its time. */
  void read() {
    for (String answer : device.answers()) {
      String[] words = answer.split(" ");
      if (words[0].equals("DISCONNECT")) {
        continue;
      }
      int packetId = Integer.parseInt(words[1]);
      // A PUBREL that is sent again may find its packet id free already: no fault (3.6.2.1).
      if (!answer.endsWith("0x92")) {
        assertThat(words).as("an answer without a fault").hasSize(2);
      }
      Open message = open.get(packetId);
      if (message != null) {
        answered(words[0], packetId, message);
      }
    }
  }

  private void answered(String type, int packetId, Open message) {
    assertThat(isDurable.test(message.number())).as(type + " before the commit").isTrue();
    switch (type) {
      case "PUBACK" -> {
        assertThat(message.once()).isFalse();
        open.remove(packetId);
      }
      case "PUBREC" -> {
        assertThat(message.once()).isTrue();
        open.put(packetId, new Open(message.number(), true, true));
        if (device.isOpen()) {
          device.release(packetId);
        }
      }
      case "PUBCOMP" -> {
        assertThat(message.released()).isTrue();
        open.remove(packetId);
      }
      default -> throw new AssertionError(type);
    }
  }

  private void send(int packetId, Open message, boolean again) {
    byte[] payload = ByteBuffer.allocate(4).putInt(message.number()).array();
    MqttMessage publish =
        MqttMessageBuilders.publish()
            .topicName(TOPIC)
            .qos(message.once() ? MqttQoS.EXACTLY_ONCE : MqttQoS.AT_LEAST_ONCE)
            .messageId(packetId)
            .payload(Unpooled.wrappedBuffer(payload))
            .build();
    byte[] bytes = device.encoded(publish);
    if (again) {
      bytes[0] |= 0x08;
    }
    device.bytes(bytes);
  }
}
