package dev.cuffline.gateway.ingress.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.mqtt.MqttVersion;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Bytes nobody meant as MQTT: whoever sends them may be cut off, nobody else notices. */
class RandomBytesFuzzTest {
  private static final int CONNECTIONS = 10_000;
  private static final int LONGEST = 200;

  private final Bench bench = new Bench();

  @AfterEach
  void nothingLeaks() {
    bench.close();
  }

  @Test
  void randomBytesBeforeAndAfterConnectHurtNobodyElse() {
    Random random = new Random(20_260_101L);
    Device healthy = bench.device().connected(MqttVersion.MQTT_5, "healthy");
    bench.journal.immediate();

    for (int i = 0; i < CONNECTIONS; i++) {
      Device hostile = bench.device();
      if (i % 2 == 0) {
        hostile.connected(i % 4 == 0 ? MqttVersion.MQTT_5 : MqttVersion.MQTT_3_1_1, "hostile");
      }
      hostile.bytes(bytes(random));
      hostile.hangUp();
    }
    healthy.publish("devices/healthy/x", 77);

    assertThat(healthy.acknowledged()).containsExactly(77);
    assertThat(bench.sessions.count()).isEqualTo(1);
  }

  /** Half of them start like a packet whose length is right, so that they get further. */
  private static byte[] bytes(Random random) {
    byte[] bytes = new byte[2 + random.nextInt(LONGEST)];
    random.nextBytes(bytes);
    if (random.nextBoolean() && bytes.length < 130) {
      bytes[0] = (byte) ((1 + random.nextInt(15)) << 4 | (random.nextBoolean() ? 2 : 0));
      bytes[1] = (byte) (bytes.length - 2);
      if (bytes.length > 4) {
        bytes[2] = 0;
        bytes[3] = (byte) random.nextInt(16);
      }
    }
    return bytes;
  }
}
