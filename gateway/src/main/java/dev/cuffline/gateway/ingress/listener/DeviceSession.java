package dev.cuffline.gateway.ingress.listener;

import dev.cuffline.gateway.registry.Source;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection of an authenticated device: hands on its publishes, answers everything else, paces
 * it, and ends when either side wants. Runs on its event loop alone. Releases what it reads.
 */
final class DeviceSession extends ChannelInboundHandlerAdapter implements AckWindow.Owner {
  /** Fixed header, packet id and property length of a SUBACK or UNSUBACK, at their longest. */
  private static final int LONGEST_HEADERS = 8;

  private static final Logger LOG = LoggerFactory.getLogger(DeviceSession.class);

  private final ListenerParts parts;
  private final Channel channel;
  private final Lease lease;
  private final ConnectTerms terms;
  private final AckWindow window;
  private final Publishes publishes;
  private boolean paused;
  private boolean draining;
  private boolean ended;

  DeviceSession(
      ListenerParts parts,
      AckPump pump,
      Channel channel,
      Source source,
      Lease lease,
      ConnectTerms terms) {
    this.parts = parts;
    this.channel = channel;
    this.lease = lease;
    this.terms = terms;
    this.window = new AckWindow(channel, pump, this, terms.wantsReasons());
    this.publishes = new Publishes(parts, channel, source, lease, terms.isVersion5(), window);
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
    parts.sessions().leave(lease, lease.expirySeconds());
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

  private void publish(MqttPublishMessage publish) {
    Optional<Refusal> refusal = publishes.publish(publish);
    if (refusal.isPresent()) {
      end(refusal.get());
    } else {
      pace();
    }
  }

  private void control(MqttMessage message) {
    switch (message.fixedHeader().messageType()) {
      case PINGREQ -> Wire.send(channel, Packets.pong());
      case PUBREL -> publishes.release(message).ifPresent(this::end);
      case SUBSCRIBE -> subscribe((MqttSubscribeMessage) message);
      case UNSUBSCRIBE -> unsubscribe((MqttUnsubscribeMessage) message);
      case DISCONNECT -> disconnect(message);
      case CONNECT -> end(Refusal.SECOND_CONNECT);
      // We send no publishes, so there is none to answer; and who did not connect with an
      // authentication method has nothing to say in AUTH (MQTT 5.0 section 4.12).
      case PUBLISH, PUBACK, PUBREC, PUBCOMP, AUTH -> end(Refusal.PROTOCOL_ERROR);
      case CONNACK, SUBACK, UNSUBACK, PINGRESP -> end(Refusal.PROTOCOL_ERROR);
    }
  }

  private void subscribe(MqttSubscribeMessage subscribe) {
    int filters = subscribe.payload().topicSubscriptions().size();
    MqttProperties properties = subscribe.idAndPropertiesVariableHeader().properties();
    if (filters == 0 || !PropertyRules.SUBSCRIBE.hold(properties)) {
      end(Refusal.PROTOCOL_ERROR);
    } else if (isShortEnough(filters)) {
      Wire.send(channel, Packets.refuseSubscribe(subscribe, terms.isVersion5()));
    }
  }

  private void unsubscribe(MqttUnsubscribeMessage unsubscribe) {
    int filters = unsubscribe.payload().topics().size();
    MqttProperties properties = unsubscribe.idAndPropertiesVariableHeader().properties();
    if (filters == 0 || !PropertyRules.UNSUBSCRIBE.hold(properties)) {
      end(Refusal.PROTOCOL_ERROR);
    } else if (isShortEnough(filters)) {
      Wire.send(channel, Packets.unsubscribed(unsubscribe, terms.isVersion5()));
    }
  }

  /** What the client cannot take is not sent (MQTT 5.0 section 3.1.2.11.4). */
  private boolean isShortEnough(int reasonCodes) {
    return LONGEST_HEADERS + reasonCodes <= terms.maximumPacketBytes();
  }

  private void disconnect(MqttMessage disconnect) {
    long expirySeconds = lease.expirySeconds();
    if (disconnect.variableHeader() instanceof MqttReasonCodeAndPropertiesVariableHeader header) {
      MqttProperties properties = header.properties();
      if (!PropertyRules.DISCONNECT.hold(properties)) {
        end(Refusal.PROTOCOL_ERROR);
        return;
      }
      long asked =
          Packets.number(properties, MqttProperties.SESSION_EXPIRY_INTERVAL, expirySeconds);
      if (terms.sessionExpirySeconds() == 0 && asked != 0) {
        // It said that nothing need be kept (MQTT 5.0 section 3.14.2.2.2).
        end(Refusal.PROTOCOL_ERROR);
        return;
      }
      expirySeconds = parts.sessions().grant(asked);
    }
    ended = true;
    parts.sessions().leave(lease, expirySeconds);
    Wire.close(channel);
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

  /** Ends the connection; on its event loop. The session stays as long as was granted. */
  void end(Refusal refusal) {
    if (ended) {
      return;
    }
    ended = true;
    parts.metrics().refused(refusal);
    LOG.atDebug().addKeyValue("reason", refusal.code()).log("Ending a session");
    window.abandon();
    parts.sessions().leave(lease, lease.expirySeconds());
    if (terms.isVersion5()) {
      Wire.farewell(channel, Packets.disconnect(refusal, terms.wantsReasons()));
    } else {
      Wire.close(channel);
    }
  }
}
