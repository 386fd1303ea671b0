package dev.cuffline.gateway.simulate;

import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.util.Optional;

/** A cuff's radio: publishes QoS 1 to the gateway and waits for each PUBACK. */
final class MqttCuff implements AutoCloseable {
  private final String device;
  private final MqttLink link;

  /** Connects with the device's own credentials. */
  MqttCuff(EventLoopGroup group, String host, int port, String device, String secret)
      throws IOException {
    this.device = device;
    this.link =
        new MqttLink(
            group, new MqttConnection.Login(host, port, device, device, Optional.of(secret), 1));
  }

  /** Returns when the gateway has acknowledged. */
  void publish(String format, byte[] payload) throws IOException {
    link.publish("devices/" + device + "/" + format, payload);
    link.settle();
  }

  @Override
  public void close() {
    link.close();
  }
}
