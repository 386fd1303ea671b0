package dev.cuffline.gateway.ingress.subscriber;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.net.ConnectException;
import java.util.ArrayList;
import javax.net.ssl.SSLHandshakeException;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultsTest {
  /** Reason codes of MQTT 5.0 section 2.4. */
  @ParameterizedTest
  @CsvSource({
    "0x80, BROKER",
    "0x85, BROKER",
    "0x86, REFUSED",
    "0x87, REFUSED",
    "0x88, BROKER",
    "0x8A, REFUSED",
    "0x8B, BROKER",
    "0x8E, TAKEN_OVER",
    "0x97, BROKER"
  })
  void whatABrokerSaysIsReadTheSameInConnackAndDisconnect(String hex, Ending ending) {
    int code = Integer.decode(hex);

    Ended refused = Faults.of(new MqttException(code), Ending.UNREACHABLE);
    Ended ended = Faults.of(new MqttDisconnectResponse(code, "why", new ArrayList<>(), ""));

    assertThat(refused).isEqualTo(ended).isEqualTo(Ended.by(ending, "MQTT reason " + hex));
  }

  @Test
  void theNetworksFaultsAreNamed() {
    assertThat(Faults.of(client(new ConnectException("refused")), Ending.UNREACHABLE))
        .isEqualTo(Ended.by(Ending.UNREACHABLE, "ConnectException: refused"));
    assertThat(Faults.of(client(new SSLHandshakeException("no path")), Ending.UNREACHABLE))
        .isEqualTo(Ended.by(Ending.UNREACHABLE, "SSLHandshakeException: no path"));
    assertThat(Faults.of(new MqttDisconnectResponse(client(new EOFException()))))
        .isEqualTo(Ended.by(Ending.LOST, "EOFException"));
  }

  @Test
  void aBrokerThatDoesNotAnswerIsSaidSo() {
    MqttException timeout = new MqttException(MqttClientException.REASON_CODE_CLIENT_TIMEOUT);

    assertThat(Faults.of(timeout, Ending.UNREACHABLE).detail()).isEqualTo("no answer in time");
  }

  @Test
  void anErrorInsidePahoIsToldWithItsStack() {
    IllegalStateException bug = new IllegalStateException("bug");

    assertThat(Faults.of(client(bug), Ending.LOST)).isEqualTo(Ended.byFault(bug));
  }

  private static MqttException client(Exception cause) {
    return new MqttException(MqttClientException.REASON_CODE_CONNECTION_LOST, cause);
  }
}
