package dev.cuffline.gateway.simulate;

import java.nio.charset.StandardCharsets;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;

/** A cuff's radio: publishes QoS 1 to the gateway and waits for each PUBACK. */
final class MqttCuff implements AutoCloseable {
  private static final int QOS = 1;

  private final String device;
  private final MqttClient client;

  /** Connects with the device's own credentials. */
  MqttCuff(String serverUri, String device, String secret) throws MqttException {
    this.device = device;
    this.client = new MqttClient(serverUri, device, new MemoryPersistence());
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setUserName(device);
    options.setPassword(secret.getBytes(StandardCharsets.UTF_8));
    options.setCleanStart(true);
    client.connect(options);
  }

  /** Returns when the gateway has acknowledged. */
  void publish(String format, byte[] payload) throws MqttException {
    client.publish("devices/" + device + "/" + format, payload, QOS, false);
  }

  @Override
  public void close() throws MqttException {
    if (client.isConnected()) {
      client.disconnect();
    }
    client.close();
  }
}
