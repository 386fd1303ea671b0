package dev.cuffline.endtoend;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** MQTT 5 by hand, for packets that no client library would send. */
final class RawWire implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 20_000;
  private static final int CONNACK_BYTES = 64;
  private static final int CONNECT = 0x10;
  private static final int PUBLISH_QOS_1 = 0x32;
  private static final int USER_PASSWORD_CLEAN_START = 0xC2;
  private static final int KEEP_ALIVE_SECONDS = 60;

  private final Socket socket;

  private RawWire(Socket socket) {
    this.socket = socket;
  }

  /** Connects, and fails unless the answer is a CONNACK that says success. */
  static RawWire connect(GatewayProcess gateway, Cuff cuff) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.mqttPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    RawWire wire = new RawWire(socket);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream body = new DataOutputStream(bytes);
    body.writeUTF("MQTT");
    body.write(5);
    body.write(USER_PASSWORD_CLEAN_START);
    body.writeShort(KEEP_ALIVE_SECONDS);
    body.write(0);
    body.writeUTF(cuff.id());
    body.writeUTF(cuff.id());
    body.writeUTF(cuff.secret());
    wire.send(packet(CONNECT, bytes.size(), bytes.toByteArray()));
    byte[] answer = new byte[CONNACK_BYTES];
    int length = socket.getInputStream().read(answer);
    if (length < 4 || answer[0] != 0x20 || answer[3] != 0) {
      throw new IOException("no CONNACK");
    }
    return wire;
  }

  /**
   * A PUBLISH at QoS 1.
   *
   * @param announced the payload's length as the header tells it, whatever it is
   */
  static byte[] publish(String topic, byte[] payload, int announced) {
    byte[] name = topic.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.write(name.length >> 8);
    body.write(name.length);
    body.writeBytes(name);
    body.writeBytes(new byte[] {0, 1, 0});
    int remaining = body.size() + announced;
    body.writeBytes(payload);
    return packet(PUBLISH_QOS_1, remaining, body.toByteArray());
  }

  private static byte[] packet(int type, int remaining, byte[] body) {
    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    packet.write(type);
    int rest = remaining;
    do {
      packet.write((rest % 128) | (rest >= 128 ? 0x80 : 0));
      rest /= 128;
    } while (rest > 0);
    packet.writeBytes(body);
    return packet.toByteArray();
  }

  void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  /** What the gateway says until it closes the connection; empty when it just closes it. */
  byte[] farewell() throws IOException {
    InputStream in = socket.getInputStream();
    byte[] said = new byte[CONNACK_BYTES];
    int length = in.read(said);
    return length < 0 ? new byte[0] : Arrays.copyOf(said, length);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
