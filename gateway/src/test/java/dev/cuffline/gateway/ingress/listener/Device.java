package dev.cuffline.gateway.ingress.listener;

import dev.cuffline.gateway.ingress.KnownSources;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** A device at the other end of an embedded connection. */
final class Device {
  private final EmbeddedChannel server;
  private final EmbeddedChannel codec =
      new EmbeddedChannel(MqttEncoder.INSTANCE, new MqttDecoder());
  private final ByteBufAllocator buffers;
  private int flushes;

  Device(MqttPipeline pipeline, ByteBufAllocator buffers) {
    this.buffers = buffers;
    server = new EmbeddedChannel();
    server.freezeTime();
    server.config().setAllocator(buffers);
    server.pipeline().addLast(pipeline);
  }

  static MqttMessageBuilders.ConnectBuilder hello(MqttVersion version, String id, String clientId) {
    return MqttMessageBuilders.connect()
        .protocolVersion(version)
        .clientId(clientId)
        .cleanSession(true)
        .keepAlive(0)
        .username(id)
        .password(KnownSources.secretOf(id).getBytes(StandardCharsets.UTF_8));
  }

  /** Connects as this source, its id also being its client id; the CONNACK is read away. */
  Device connected(MqttVersion version, String id) {
    connect(hello(version, id, id).build());
    return this;
  }

  MqttConnAckMessage connect(MqttConnectMessage connect) {
    send(connect);
    return (MqttConnAckMessage) received().getFirst();
  }

  Device publish(String topic, int packetId, byte... payload) {
    return publish(topic, packetId, publish -> publish, payload);
  }

  /** Connects again as this source, without a clean session, and says whether one was there. */
  boolean resumes(MqttVersion version, String id, int expirySeconds) {
    MqttConnAckMessage answer =
        connect(
            hello(version, id, id)
                .cleanSession(false)
                .properties(number(MqttProperties.SESSION_EXPIRY_INTERVAL, expirySeconds))
                .build());
    return answer.variableHeader().isSessionPresent();
  }

  static MqttProperties number(int property, int value) {
    MqttProperties properties = new MqttProperties();
    properties.add(new MqttProperties.IntegerProperty(property, value));
    return properties;
  }

  static MqttProperties text(int property, String value) {
    MqttProperties properties = new MqttProperties();
    properties.add(new MqttProperties.StringProperty(property, value));
    return properties;
  }

  /** QoS 2. */
  Device publishOnce(String topic, int packetId, byte... payload) {
    return publish(topic, packetId, publish -> publish.qos(MqttQoS.EXACTLY_ONCE), payload);
  }

  /** QoS 2, marked as sent before. */
  Device publishOnceAgain(String topic, int packetId, byte... payload) {
    byte[] bytes =
        encoded(
            MqttMessageBuilders.publish()
                .topicName(topic)
                .qos(MqttQoS.EXACTLY_ONCE)
                .messageId(packetId)
                .payload(Unpooled.wrappedBuffer(payload))
                .build());
    bytes[0] |= 0x08;
    return bytes(bytes);
  }

  Device release(int packetId) {
    return bytes((byte) 0x62, (byte) 2, (byte) (packetId >> 8), (byte) packetId);
  }

  /** At QoS 0 when the packet id is 0. */
  Device publish(
      String topic,
      int packetId,
      UnaryOperator<MqttMessageBuilders.PublishBuilder> more,
      byte... payload) {
    MqttMessageBuilders.PublishBuilder publish =
        MqttMessageBuilders.publish()
            .topicName(topic)
            .qos(packetId == 0 ? MqttQoS.AT_MOST_ONCE : MqttQoS.AT_LEAST_ONCE)
            .payload(Unpooled.wrappedBuffer(payload));
    MqttPublishMessage message =
        more.apply(packetId == 0 ? publish : publish.messageId(packetId)).build();
    return send(message);
  }

  Device send(MqttMessage message) {
    codec.writeOutbound(message);
    return bytes(written());
  }

  /** The bytes of a message, to be tampered with. */
  byte[] encoded(MqttMessage message) {
    codec.writeOutbound(message);
    return written();
  }

  Device bytes(byte... bytes) {
    server.writeInbound(buffers.buffer(Math.max(1, bytes.length)).writeBytes(bytes));
    return this;
  }

  /** Lets the connection's event loop do what it was given. */
  Device settle() {
    server.runPendingTasks();
    return this;
  }

  Device pass(Duration time) {
    server.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
    server.runScheduledPendingTasks();
    return this;
  }

  /** What the listener sent since the last call. */
  List<MqttMessage> received() {
    settle();
    flushes = 0;
    for (ByteBuf out = server.readOutbound(); out != null; out = server.readOutbound()) {
      flushes++;
      codec.writeInbound(Unpooled.copiedBuffer(out));
      out.release();
    }
    List<MqttMessage> messages = new ArrayList<>();
    for (MqttMessage in = codec.readInbound(); in != null; in = codec.readInbound()) {
      messages.add(in);
    }
    return messages;
  }

  /** What the listener sent since the last call, in words such as {@code PUBCOMP 9 0x92}. */
  List<String> answers() {
    return received().stream().map(Device::inWords).toList();
  }

  private static String inWords(MqttMessage message) {
    String type = message.fixedHeader().messageType().name();
    return switch (message.variableHeader()) {
      case MqttPubReplyMessageVariableHeader reply when reply.reasonCode() != 0 ->
          "%s %d 0x%02X".formatted(type, reply.messageId(), reply.reasonCode());
      case MqttMessageIdVariableHeader id -> type + " " + id.messageId();
      case MqttReasonCodeAndPropertiesVariableHeader reason ->
          "%s 0x%02X".formatted(type, reason.reasonCode());
      case null, default -> type;
    };
  }

  /** Packet ids of the PUBACKs among them. */
  List<Integer> acknowledged() {
    return received().stream()
        .filter(message -> message.fixedHeader().messageType() == MqttMessageType.PUBACK)
        .map(message -> ((MqttMessageIdVariableHeader) message.variableHeader()).messageId())
        .toList();
  }

  /** Reason code of the DISCONNECT received; -1 when there is none. */
  int disconnectReason() {
    return received().stream()
        .filter(message -> message.fixedHeader().messageType() == MqttMessageType.DISCONNECT)
        .map(message ->
            ((MqttReasonCodeAndPropertiesVariableHeader) message.variableHeader()).reasonCode()
                & 0xFF)
        .findFirst()
        .orElse(-1);
  }

  /** In how many buffers the last {@link #received} came. */
  int flushes() {
    return flushes;
  }

  boolean isOpen() {
    settle();
    return server.isOpen();
  }

  boolean isRead() {
    settle();
    return server.config().isAutoRead();
  }

  DeviceSession session() {
    return server.pipeline().get(DeviceSession.class);
  }

  void hangUp() {
    server.finishAndReleaseAll();
    codec.finishAndReleaseAll();
  }

  private byte[] written() {
    ByteBuf all = Unpooled.buffer();
    for (ByteBuf out = codec.readOutbound(); out != null; out = codec.readOutbound()) {
      all.writeBytes(out);
      out.release();
    }
    byte[] bytes = new byte[all.readableBytes()];
    all.readBytes(bytes);
    return bytes;
  }
}
