package dev.cuffline.gateway.ingress.listener;

import dev.cuffline.gateway.ingress.Inbound;
import dev.cuffline.gateway.ingress.PublishTopic;
import dev.cuffline.gateway.journal.Transport;
import dev.cuffline.gateway.registry.Source;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An authenticated device: takes its publishes, answers them in order, and ends when either side
 * wants. Runs on its event loop alone, but for {@link #endFromOutside}. Releases what it reads.
 */
final class DeviceSession extends ChannelInboundHandlerAdapter implements AckWindow.Owner {
  private static final Logger LOG = LoggerFactory.getLogger(DeviceSession.class);

  private final ListenerParts parts;
  private final Channel channel;
  private final Source source;
  private final Sessions.Key key;
  private final boolean version5;
  private final AckWindow window;
  private boolean paused;
  private boolean draining;
  private boolean ended;

  DeviceSession(
      ListenerParts parts,
      AckPump pump,
      Channel channel,
      Source source,
      Sessions.Key key,
      boolean version5) {
    this.parts = parts;
    this.channel = channel;
    this.source = source;
    this.key = key;
    this.version5 = version5;
    this.window = new AckWindow(channel, pump, this);
  }

  /** Ends the session from any thread. */
  void endFromOutside(Refusal refusal) {
    try {
      channel.eventLoop().execute(() -> end(refusal));
    } catch (RejectedExecutionException closed) {
      LOG.debug("Session ended with its listener");
    }
  }

  /** Reads no more, answers what is under way, then says good-bye. */
  void drainThenEnd() {
    draining = true;
    pace();
    if (window.messages() == 0) {
      end(Refusal.SHUTTING_DOWN);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    try {
      if (!ended) {
        read(message);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    ended = true;
    window.abandon();
    parts.sessions().leave(key, this);
    ctx.fireChannelInactive();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    // While we do not read, silence is ours, not the device's.
    if (event instanceof IdleStateEvent && channel.config().isAutoRead()) {
      end(Refusal.KEEP_ALIVE);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    pace();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    Wire.lost(ctx.channel(), cause);
  }

  @Override
  public void answered() {
    if (draining && window.messages() == 0) {
      end(Refusal.SHUTTING_DOWN);
    } else {
      pace();
    }
  }

  @Override
  public void journalFailed() {
    end(parts.reception().healthy() ? Refusal.JOURNAL_BUSY : Refusal.JOURNAL_FAILED);
  }

  private void read(Object message) {
    switch (message) {
      case MqttMessage bad when bad.decoderResult().isFailure() ->
          end(Refusal.of(bad.decoderResult().cause()));
      case MqttPublishMessage publish -> publish(publish);
      case MqttMessage other -> control(other);
      case FrameEvent event when event == FrameEvent.TOO_LARGE -> end(Refusal.TOO_LARGE);
      default -> end(Refusal.MALFORMED);
    }
  }

  private void control(MqttMessage message) {
    switch (message.fixedHeader().messageType()) {
      case PINGREQ -> Wire.send(channel, Packets.pong());
      case SUBSCRIBE -> subscribe((MqttSubscribeMessage) message);
      case UNSUBSCRIBE -> unsubscribe((MqttUnsubscribeMessage) message);
      case DISCONNECT -> {
        ended = true;
        Wire.close(channel);
      }
      case CONNECT -> end(Refusal.SECOND_CONNECT);
      // We send no publishes and take none at QoS 2, so nothing of theirs can be answered.
      case PUBLISH, PUBACK, PUBREC, PUBREL, PUBCOMP -> end(Refusal.PROTOCOL_ERROR);
      case CONNACK, SUBACK, UNSUBACK, PINGRESP, AUTH -> end(Refusal.PROTOCOL_ERROR);
    }
  }

  private void subscribe(MqttSubscribeMessage subscribe) {
    if (subscribe.payload().topicSubscriptions().isEmpty()) {
      end(Refusal.PROTOCOL_ERROR);
    } else {
      Wire.send(channel, Packets.refuseSubscribe(subscribe, version5));
    }
  }

  private void unsubscribe(MqttUnsubscribeMessage unsubscribe) {
    if (unsubscribe.payload().topics().isEmpty()) {
      end(Refusal.PROTOCOL_ERROR);
    } else {
      Wire.send(channel, Packets.unsubscribed(unsubscribe, version5));
    }
  }

  private void publish(MqttPublishMessage publish) {
    Optional<Refusal> fault = fault(publish);
    if (fault.isPresent()) {
      end(fault.get());
      return;
    }
    String topic = publish.variableHeader().topicName();
    int packetId =
        publish.fixedHeader().qosLevel() == MqttQoS.AT_LEAST_ONCE
            ? publish.variableHeader().packetId()
            : InFlight.NO_PACKET_ID;
    PublishTopic where = PublishTopic.parse(topic);
    if (!where.mayBeUsedBy(source.id())) {
      refuseForeign(packetId);
      return;
    }
    byte[] payload = ByteBufUtil.getBytes(publish.payload());
    InFlight inFlight = InFlight.waiting(window, parts.load(), packetId, payload.length);
    window.add(inFlight);
    String contentType =
        Packets.text(publish.variableHeader().properties(), MqttProperties.CONTENT_TYPE);
    parts
        .reception()
        .receive(
            source,
            new Inbound(Transport.MQTT_LISTENER, where.format(), topic, contentType, payload),
            inFlight);
    pace();
  }

  private Optional<Refusal> fault(MqttPublishMessage publish) {
    MqttQoS qos = publish.fixedHeader().qosLevel();
    MqttProperties properties = publish.variableHeader().properties();
    String topic = publish.variableHeader().topicName();
    if (qos == MqttQoS.EXACTLY_ONCE) {
      return Optional.of(Refusal.QOS_NOT_SUPPORTED);
    }
    if (qos == MqttQoS.AT_MOST_ONCE && publish.fixedHeader().isDup()) {
      return Optional.of(Refusal.MALFORMED);
    }
    if (Packets.has(properties, MqttProperties.TOPIC_ALIAS)) {
      return Optional.of(Refusal.TOPIC_ALIAS);
    }
    if (Packets.has(properties, MqttProperties.SUBSCRIPTION_IDENTIFIER)) {
      return Optional.of(Refusal.PROTOCOL_ERROR);
    }
    if (topic.isEmpty() || !ConnectRules.isText(topic)) {
      return Optional.of(Refusal.MALFORMED);
    }
    boolean overQuota =
        version5
            && qos == MqttQoS.AT_LEAST_ONCE
            && window.awaitingAck() >= parts.settings().receiveMaximum();
    return overQuota ? Optional.of(Refusal.RECEIVE_MAXIMUM) : Optional.empty();
  }

  private void refuseForeign(int packetId) {
    if (!version5 || packetId == InFlight.NO_PACKET_ID) {
      end(Refusal.FOREIGN_TOPIC);
      return;
    }
    parts.metrics().refused(Refusal.FOREIGN_TOPIC);
    window.add(InFlight.refused(window, parts.load(), packetId, Refusal.FOREIGN_TOPIC));
    window.drain();
  }

  /** Stops reading while too much is under way, and starts again at half of it. */
  private void pace() {
    ListenerSettings settings = parts.settings();
    int part = paused ? 2 : 1;
    boolean full =
        window.messages() * part >= settings.receiveMaximum()
            || window.bytes() * part >= settings.connectionBytes()
            // Who has nothing under way may always read, so that nobody waits for a wake-up call.
            || (parts.load().full() && window.messages() > 0)
            || !channel.isWritable();
    paused = full;
    boolean reading = ended || !(full || draining);
    if (channel.config().isAutoRead() != reading) {
      channel.config().setAutoRead(reading);
    }
  }

  private void end(Refusal refusal) {
    if (ended) {
      return;
    }
    ended = true;
    parts.metrics().refused(refusal);
    LOG.atDebug().addKeyValue("reason", refusal.code()).log("Ending a session");
    window.abandon();
    parts.sessions().leave(key, this);
    if (version5) {
      Wire.farewell(channel, Packets.disconnect(refusal));
    } else {
      Wire.close(channel);
    }
  }
}
