package dev.cuffline.gateway.ingress.subscriber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicFilterTest {
  /** The examples of MQTT 5.0 section 4.7, and the edges between them. */
  @ParameterizedTest
  @CsvSource({
    "sport/tennis/player1/#, sport/tennis/player1, true",
    "sport/tennis/player1/#, sport/tennis/player1/ranking, true",
    "sport/tennis/player1/#, sport/tennis/player1/score/wimbledon, true",
    "sport/tennis/player1/#, sport/tennis/player2, false",
    "sport/#, sport, true",
    "sport/#, sports, false",
    "#, sport/tennis, true",
    "#, /, true",
    "sport/tennis/+, sport/tennis/player1, true",
    "sport/tennis/+, sport/tennis/player1/ranking, false",
    "sport/+, sport, false",
    "sport/+, sport/, true",
    "+/+, /finance, true",
    "/+, /finance, true",
    "+, /finance, false",
    "+/tennis/#, a/tennis, true",
    "+/tennis/#, a/tennis/b/c, true",
    "+/tennis/#, a/b/tennis, false",
    "sport/+/player1, sport/tennis/player1, true",
    "sport/+/#, sport/tennis, true",
    "sport/+/#, sport, false",
    "a/b, a/b, true",
    "a/b, A/b, false",
    "a/b, a/b/, false",
    "a//b, a/x/b, false",
    "a/+/b, a//b, true",
    "#, $SYS/broker, false",
    "+/monitor/Clients, $SYS/monitor/Clients, false",
    "$SYS/#, $SYS/broker/load, true",
    "$SYS/monitor/+, $SYS/monitor/Clients, true"
  })
  void aFilterTakesTheTopicsThatTheStandardSays(String filter, String topic, boolean matches) {
    assertThat(new TopicFilter(filter).matches(topic)).isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sport/#/ranking",
        "sport/tennis#",
        "#sport",
        "sport+",
        "sport/+x/y",
        "##",
        "$share/g/cuffs/#",
        "a\0b"
      })
  void whatMqttWouldRefuseIsRefused(String filter) {
    assertThatThrownBy(() -> new TopicFilter(filter))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("filter must be an MQTT topic filter");
  }

  @Test
  void aFilterLongerThanAPacketCanSayIsRefused() {
    assertThat(new TopicFilter("é".repeat(32_767)).text()).hasSize(32_767);
    assertThatThrownBy(() -> new TopicFilter("é".repeat(32_768)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
