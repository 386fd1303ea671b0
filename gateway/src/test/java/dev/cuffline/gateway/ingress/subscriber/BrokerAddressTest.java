package dev.cuffline.gateway.ingress.subscriber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerAddressTest {
  @ParameterizedTest
  @CsvSource({
    "mqtt://broker.example, tcp://broker.example:1883",
    "mqtt://broker.example:2883, tcp://broker.example:2883",
    "tcp://10.0.0.1:1, tcp://10.0.0.1:1",
    "mqtts://broker.example, ssl://broker.example:8883",
    "ssl://broker.example:443/, ssl://broker.example:443",
    "mqtt://[::1]:1883, tcp://[::1]:1883"
  })
  void anAddressIsReadWithTheUsualPort(String url, String serverUri) {
    assertThat(BrokerAddress.parse(url).serverUri()).isEqualTo(serverUri);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "broker.example",
        "broker.example:1883",
        "http://broker.example",
        "ws://broker.example",
        "mqtt://",
        "mqtt://broker.example/topic",
        "mqtt://broker.example?x=1",
        "mqtt://broker.example:0",
        "mqtt://broker.example:70000",
        "mqtt://user:hunter2@broker.example",
        "mqtt://user:hunter2@bro ker"
      })
  void anythingElseIsRefusedAndNotRepeated(String url) {
    assertThatThrownBy(() -> BrokerAddress.parse(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("url must be mqtt://HOST:PORT")
        .hasMessageNotContaining("hunter2")
        .hasNoCause();
  }
}
