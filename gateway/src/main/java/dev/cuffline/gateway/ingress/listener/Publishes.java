package dev.cuffline.gateway.ingress.listener;

import dev.cuffline.gateway.ingress.Inbound;
import dev.cuffline.gateway.ingress.PublishTopic;
import dev.cuffline.gateway.ingress.Settlement;
import dev.cuffline.gateway.journal.Transport;
import dev.cuffline.gateway.registry.Source;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Takes the publishes of one connection to the journal, and their PUBRELs (MQTT 5.0 sections 3.3,
 * 3.6, 4.3 and 4.9). Runs on the connection's event loop. A refusal that it returns ends the
 * connection.
 */
final class Publishes {
  private final ListenerParts parts;
  private final Channel channel;
  private final Source source;
  private final Lease lease;
  private final boolean version5;
  private final AckWindow window;
  private final TopicAliases aliases;
  private final OpenExchanges exchanges = new OpenExchanges();

  Publishes(
      ListenerParts parts,
      Channel channel,
      Source source,
      Lease lease,
      boolean version5,
      AckWindow window) {
    this.parts = parts;
    this.channel = channel;
    this.source = source;
    this.lease = lease;
    this.version5 = version5;
    this.window = window;
    this.aliases = new TopicAliases(parts.settings().topicAliasMaximum());
  }

  Optional<Refusal> publish(MqttPublishMessage publish) {
    Optional<Refusal> fault = PublishRules.fault(publish);
    if (fault.isPresent()) {
      return fault;
    }
    MqttQoS qos = publish.fixedHeader().qosLevel();
    int packetId =
        qos == MqttQoS.AT_MOST_ONCE ? InFlight.NO_PACKET_ID : publish.variableHeader().packetId();
    if (version5 && isOverQuota(qos, packetId)) {
      return Optional.of(Refusal.RECEIVE_MAXIMUM);
    }
    String topic = publish.variableHeader().topicName();
    if (TopicAliases.isUsedBy(publish)) {
      if (!aliases.isAllowed(publish)) {
        return Optional.of(Refusal.TOPIC_ALIAS);
      }
      topic = aliases.resolve(publish);
    }
    if (topic.isEmpty()) {
      return Optional.of(version5 ? Refusal.PROTOCOL_ERROR : Refusal.MALFORMED);
    }
    PublishTopic where = PublishTopic.parse(topic);
    if (!where.mayBeUsedBy(source.id())) {
      return refuseForeign(qos, packetId);
    }
    return switch (qos) {
      case AT_MOST_ONCE, AT_LEAST_ONCE -> take(publish, packetId, topic, where.format());
      case EXACTLY_ONCE -> takeOnce(publish, packetId, topic, where.format());
      case FAILURE -> Optional.of(Refusal.MALFORMED);
    };
  }

  /** PUBREL: the packet id may be used anew. */
  Optional<Refusal> release(MqttMessage release) {
    if (release.variableHeader() instanceof MqttPubReplyMessageVariableHeader reply
        && !PropertyRules.PUBREL.hold(reply.properties())) {
      return Optional.of(Refusal.PROTOCOL_ERROR);
    }
    int packetId = ((MqttMessageIdVariableHeader) release.variableHeader()).messageId();
    return switch (lease.state().release(lease, packetId)) {
      case RELEASED -> complete(packetId, Packets.complete(packetId));
      case UNKNOWN -> complete(packetId, Packets.completeUnknown(packetId, version5));
      case TOO_EARLY -> Optional.of(Refusal.PROTOCOL_ERROR);
      case STALE -> Optional.of(Refusal.TAKEN_OVER);
    };
  }

  private Optional<Refusal> take(
      MqttPublishMessage publish, int packetId, String topic, String format) {
    InFlight inFlight =
        InFlight.waiting(
            window, parts.load(), packetId, AckWindow.PUBACK, publish.payload().readableBytes());
    window.add(inFlight);
    journal(publish, topic, format, inFlight);
    return Optional.empty();
  }

  private Optional<Refusal> takeOnce(
      MqttPublishMessage publish, int packetId, String topic, String format) {
    InFlight answer = waitingForPubrec(publish, packetId);
    return switch (lease.state().arrive(lease, answer, digest(topic, publish.payload()))) {
      case SessionState.Arrival.First first -> {
        exchanges.open(packetId);
        journal(publish, topic, format, first.settlement());
        yield Optional.empty();
      }
      case SessionState.Arrival.Again _ -> {
        exchanges.open(packetId);
        yield Optional.empty();
      }
      case SessionState.Arrival.Stale _ -> {
        answer.withdraw();
        yield Optional.of(Refusal.TAKEN_OVER);
      }
    };
  }

  private InFlight waitingForPubrec(MqttPublishMessage publish, int packetId) {
    int size = publish.payload().readableBytes();
    InFlight answer = InFlight.waiting(window, parts.load(), packetId, AckWindow.PUBREC, size);
    window.add(answer);
    return answer;
  }

  /** Tells a repetition from a new message; nobody would gain by making two look alike. */
  private static int digest(String topic, ByteBuf payload) {
    CRC32C crc = new CRC32C();
    for (ByteBuffer part : payload.nioBuffers()) {
      crc.update(part);
    }
    return 31 * (int) crc.getValue() + topic.hashCode();
  }

  private void journal(
      MqttPublishMessage publish, String topic, String format, Settlement settlement) {
    String contentType = PublishRules.contentType(publish.variableHeader().properties());
    byte[] payload = ByteBufUtil.getBytes(publish.payload());
    parts
        .reception()
        .receive(
            source,
            new Inbound(Transport.MQTT_LISTENER, format, topic, contentType, payload),
            settlement);
  }

  private Optional<Refusal> complete(int packetId, MqttMessage answer) {
    exchanges.close(packetId);
    Wire.send(channel, answer);
    return Optional.empty();
  }

  private boolean isOverQuota(MqttQoS qos, int packetId) {
    return qos != MqttQoS.AT_MOST_ONCE
        && !exchanges.contains(packetId)
        && window.awaitingAck() + exchanges.count() >= parts.settings().receiveMaximum();
  }

  private Optional<Refusal> refuseForeign(MqttQoS qos, int packetId) {
    if (!version5 || qos == MqttQoS.AT_MOST_ONCE) {
      return Optional.of(Refusal.FOREIGN_TOPIC);
    }
    parts.metrics().refused(Refusal.FOREIGN_TOPIC);
    exchanges.close(packetId);
    byte answer = qos == MqttQoS.EXACTLY_ONCE ? AckWindow.PUBREC : AckWindow.PUBACK;
    window.add(InFlight.refused(window, parts.load(), packetId, answer, Refusal.FOREIGN_TOPIC));
    window.drain();
    return Optional.empty();
  }
}
