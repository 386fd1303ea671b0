package dev.cuffline.gateway.ingress.listener;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.cuffline.gateway.registry.Source;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * A connection that has not said who it is. Its first packet must be a good CONNECT, in time; then
 * a {@link DeviceSession} takes its place. Releases what it reads.
 */
final class AwaitingConnect extends ChannelInboundHandlerAdapter {
  private final ListenerParts parts;
  private final AckPump pump;
  private @Nullable Future<?> deadline;
  private boolean ended;

  AwaitingConnect(ListenerParts parts, AckPump pump) {
    this.parts = parts;
    this.pump = pump;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    deadline =
        ctx.executor()
            .schedule(
                () -> close(ctx.channel(), Refusal.CONNECT_TIMEOUT),
                parts.settings().connectTimeout().toNanos(),
                TimeUnit.NANOSECONDS);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    if (deadline != null) {
      deadline.cancel(false);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    try {
      if (!ended) {
        first(ctx, message);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof DecoderException && cause.getCause() instanceof SSLException) {
      close(ctx.channel(), Refusal.TLS);
    } else {
      Wire.lost(ctx.channel(), cause);
    }
  }

  private void first(ChannelHandlerContext ctx, Object message) {
    switch (message) {
      case MqttMessage bad when bad.decoderResult().isFailure() -> {
        Refusal refusal = Refusal.of(bad.decoderResult().cause());
        // A version we do not know, or an id that 3.1 forbids: only MQTT 3 codes are understood.
        refuse(ctx.channel(), Packets.refuseConnect(false, false, refusal), refusal);
      }
      case MqttConnectMessage connect -> connect(ctx, connect);
      case FrameEvent event when event == FrameEvent.TOO_LARGE ->
          close(ctx.channel(), Refusal.TOO_LARGE);
      default -> close(ctx.channel(), Refusal.MALFORMED);
    }
  }

  private void connect(ChannelHandlerContext ctx, MqttConnectMessage connect) {
    ConnectTerms terms = ConnectTerms.of(connect);
    Optional<Refusal> fault = fault(connect, terms);
    if (fault.isPresent()) {
      refuse(ctx.channel(), terms, fault.get());
      return;
    }
    long revocations = parts.sessions().revocations();
    Optional<Source> source = authenticate(connect);
    if (source.isEmpty()) {
      refuse(ctx.channel(), terms, Refusal.BAD_CREDENTIALS);
      return;
    }
    enter(ctx, connect, terms, source.get(), revocations);
  }

  private static Optional<Refusal> fault(MqttConnectMessage connect, ConnectTerms terms) {
    Optional<Refusal> fault = ConnectRules.fault(connect);
    if (fault.isPresent()) {
      return fault;
    }
    if (terms.maximumPacketBytes() < Packets.LONGEST) {
      return Optional.of(Refusal.CLIENT_TAKES_TOO_LITTLE);
    }
    return connect.variableHeader().hasUserName() && connect.variableHeader().hasPassword()
        ? Optional.empty()
        : Optional.of(Refusal.NO_CREDENTIALS);
  }

  private Optional<Source> authenticate(MqttConnectMessage connect) {
    return parts
        .sources()
        .authenticate(connect.payload().userName(), connect.payload().passwordInBytes());
  }

  private void enter(
      ChannelHandlerContext ctx,
      MqttConnectMessage connect,
      ConnectTerms terms,
      Source source,
      long revocations) {
    String named = connect.payload().clientIdentifier();
    String clientId = named.isEmpty() ? UlidCreator.getUlid().toString() : named;
    Sessions.Key key = new Sessions.Key(source.id(), clientId);
    Sessions.Entered entered = parts.sessions().enter(key, terms, ctx.channel());
    Lease lease = entered.lease();
    entered.takenOver().ifPresent(older -> older.end(Refusal.TAKEN_OVER));
    if (parts.sessions().revocations() != revocations && authenticate(connect).isEmpty()) {
      parts.sessions().leave(lease, 0);
      refuse(ctx.channel(), terms, Refusal.BAD_CREDENTIALS);
      return;
    }
    MqttMessage welcome =
        terms.isVersion5()
            ? Packets.welcome(
                parts.settings(),
                lease,
                terms.sessionExpirySeconds(),
                named.isEmpty() ? Optional.of(clientId) : Optional.empty())
            : Packets.welcome(lease.present() && terms.canBeToldOfASession());
    Wire.send(ctx.channel(), welcome);
    ctx.pipeline().get(PacketFrames.class).limit(parts.settings().maximumPacketBytes());
    keepAlive(ctx, connect.variableHeader().keepAliveTimeSeconds());
    ctx.pipeline()
        .replace(
            this, "session", new DeviceSession(parts, pump, ctx.channel(), source, lease, terms));
  }

  /** One and a half times the interval, counted from packet to packet (3.1.2.10). */
  private static void keepAlive(ChannelHandlerContext ctx, int seconds) {
    if (seconds > 0) {
      ctx.pipeline()
          .addBefore(
              ctx.name(),
              "keep-alive",
              new IdleStateHandler(seconds * 1_500L, 0, 0, TimeUnit.MILLISECONDS));
    }
  }

  private void refuse(Channel channel, ConnectTerms terms, Refusal refusal) {
    refuse(
        channel, Packets.refuseConnect(terms.isVersion5(), terms.wantsReasons(), refusal), refusal);
  }

  private void refuse(Channel channel, Optional<MqttMessage> answer, Refusal refusal) {
    if (answer.isEmpty()) {
      close(channel, refusal);
      return;
    }
    ended = true;
    parts.metrics().refused(refusal);
    Wire.farewell(channel, answer.get());
  }

  private void close(Channel channel, Refusal refusal) {
    if (!ended) {
      parts.metrics().refused(refusal);
    }
    ended = true;
    Wire.close(channel);
  }
}
