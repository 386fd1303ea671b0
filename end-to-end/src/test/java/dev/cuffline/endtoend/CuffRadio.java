package dev.cuffline.endtoend;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;

/** A cuff's connection over Eclipse Paho, MQTT 5. It never reconnects by itself. */
final class CuffRadio implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 20_000;
  private static final int QOS = 1;
  private static final int FIRST_FAILURE = 0x80;

  private final MqttAsyncClient client;

  private CuffRadio(MqttAsyncClient client) {
    this.client = client;
  }

  static CuffRadio connect(GatewayProcess gateway, String device, String secret)
      throws MqttException {
    MqttAsyncClient client =
        new MqttAsyncClient(
            "tcp://127.0.0.1:" + gateway.mqttPort(), device, new MemoryPersistence());
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setUserName(device);
    options.setPassword(secret.getBytes(StandardCharsets.UTF_8));
    options.setCleanStart(true);
    options.setAutomaticReconnect(false);
    CuffRadio radio = new CuffRadio(client);
    try {
      client.connect(options).waitForCompletion(PATIENCE_MILLIS);
      return radio;
    } catch (MqttException refused) {
      radio.close();
      throw refused;
    }
  }

  /**
   * Publishes at QoS 1.
   *
   * @return the reason code of the PUBACK, below 0x80 when it was taken; a connection that is lost
   *     may leave it open for ever
   */
  CompletableFuture<Integer> publish(String topic, byte[] payload) throws MqttException {
    CompletableFuture<Integer> acknowledged = new CompletableFuture<>();
    client.publish(
        topic,
        payload,
        QOS,
        false,
        null,
        new MqttActionListener() {
          @Override
          public void onSuccess(IMqttToken token) {
            acknowledged.complete(reasonCode(token));
          }

          @Override
          public void onFailure(IMqttToken token, Throwable fault) {
            int code = reasonCode(token);
            if (code >= FIRST_FAILURE) {
              acknowledged.complete(code);
            } else {
              acknowledged.completeExceptionally(fault);
            }
          }
        });
    return acknowledged;
  }

  private static int reasonCode(IMqttToken token) {
    int[] codes = token.getReasonCodes();
    return codes == null || codes.length == 0 ? 0 : codes[0];
  }

  boolean isConnected() {
    return client.isConnected();
  }

  @Override
  public void close() throws MqttException {
    if (client.isConnected()) {
      client.disconnectForcibly(0, PATIENCE_MILLIS, false);
    }
    client.close(true);
  }
}
