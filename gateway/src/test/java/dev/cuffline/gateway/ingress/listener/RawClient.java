package dev.cuffline.gateway.ingress.listener;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.Optional;

/** A client on a real socket that does as it is told, right or wrong. */
final class RawClient implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 20_000;

  private final Socket socket;
  private final EmbeddedChannel codec =
      new EmbeddedChannel(MqttEncoder.INSTANCE, new MqttDecoder());

  RawClient(int port) throws IOException {
    this(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  RawClient(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(PATIENCE_MILLIS);
  }

  RawClient connected(MqttVersion version, String id) throws IOException {
    send(Device.hello(version, id, id).build());
    var _ = next().orElseThrow();
    return this;
  }

  RawClient publish(String topic, int packetId, byte... payload) throws IOException {
    send(
        MqttMessageBuilders.publish()
            .topicName(topic)
            .qos(MqttQoS.AT_LEAST_ONCE)
            .messageId(packetId)
            .payload(Unpooled.wrappedBuffer(payload))
            .build());
    return this;
  }

  void send(MqttMessage message) throws IOException {
    codec.writeOutbound(message);
    for (ByteBuf out = codec.readOutbound(); out != null; out = codec.readOutbound()) {
      byte[] bytes = new byte[out.readableBytes()];
      out.readBytes(bytes);
      out.release();
      bytes(bytes);
    }
  }

  void bytes(byte... bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /** The next packet; empty when the listener hung up. */
  Optional<MqttMessage> next() throws IOException {
    byte[] buffer = new byte[4_096];
    for (MqttMessage in = codec.readInbound(); ; in = codec.readInbound()) {
      if (in != null) {
        return Optional.of(in);
      }
      int count = socket.getInputStream().read(buffer);
      if (count < 0) {
        return Optional.empty();
      }
      codec.writeInbound(Unpooled.wrappedBuffer(Arrays.copyOf(buffer, count)));
    }
  }

  /** Reason code of a DISCONNECT. */
  static int reason(MqttMessage disconnect) {
    return ((MqttReasonCodeAndPropertiesVariableHeader) disconnect.variableHeader()).reasonCode()
        & 0xFF;
  }

  @Override
  public void close() throws IOException {
    socket.close();
    codec.finishAndReleaseAll();
  }
}
