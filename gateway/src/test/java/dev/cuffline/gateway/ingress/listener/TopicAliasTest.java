package dev.cuffline.gateway.ingress.listener;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.gateway.journal.Transmission;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Topic aliases (MQTT 5.0 sections 3.3.2.3.4 and 3.3.4). */
class TopicAliasTest {
  private final Bench bench = new Bench();
  private final Device device = bench.device();

  @BeforeEach
  void connect() {
    bench.journal.immediate();
    device.connected(MqttVersion.MQTT_5, "c1");
  }

  @AfterEach
  void nothingLeaks() {
    bench.close();
  }

  @Test
  void anAliasStandsForItsTopic() {
    publish(device, "devices/c1/x", 1);
    publish(device, "", 1);

    assertThat(bench.journal.all())
        .extracting(Transmission::path)
        .containsExactly("devices/c1/x", "devices/c1/x");
    assertThat(bench.journal.get(1).format()).isEqualTo("x");
  }

  @Test
  void theLargestAliasAnnouncedMayBeUsed() {
    publish(device, "devices/c1/x", Bench.TOPIC_ALIAS_MAXIMUM);

    assertThat(device.isOpen()).isTrue();
  }

  @Test
  void anAliasMayBeGivenToAnotherTopic() {
    publish(device, "devices/c1/x", 1);
    publish(device, "devices/c1/y", 1);
    publish(device, "", 1);

    assertThat(bench.journal.all())
        .extracting(Transmission::path)
        .containsExactly("devices/c1/x", "devices/c1/y", "devices/c1/y");
  }

  @Test
  void aliasesDoNotTouchEachOther() {
    publish(device, "devices/c1/x", 1);
    publish(device, "devices/c1/y", 2);
    publish(device, "", 1);

    assertThat(bench.journal.get(2).path()).isEqualTo("devices/c1/x");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, Bench.TOPIC_ALIAS_MAXIMUM + 1, 65_535})
  void anAliasBeyondWhatWasAnnouncedIsAFault(int alias) {
    publish(device, "devices/c1/x", alias);

    assertThat(device.disconnectReason()).isEqualTo(0x94);
    assertThat(bench.journal.size()).isZero();
  }

  @Test
  void anAliasThatStandsForNothingIsAProtocolError() {
    publish(device, "", 1);

    assertThat(device.disconnectReason()).isEqualTo(0x82);
    assertThat(bench.journal.size()).isZero();
  }

  @Test
  void anAliasEndsWithItsConnection() {
    publish(device, "devices/c1/x", 1);
    Device next = bench.device().connected(MqttVersion.MQTT_5, "c1");

    publish(next, "", 1);

    assertThat(next.disconnectReason()).isEqualTo(0x82);
  }

  @Test
  void anAliasOpensNobodyElsesTopic() {
    publish(device, "devices/c2/x", 1);
    publish(device, "", 1);

    assertThat(device.answers()).containsExactly("PUBACK 1 0x87", "PUBACK 1 0x87");
    assertThat(bench.journal.size()).isZero();
  }

  private static void publish(Device device, String topic, int alias) {
    device.publish(
        topic,
        1,
        publish -> publish.properties(Device.number(MqttProperties.TOPIC_ALIAS, alias)),
        (byte) 1);
  }
}
