package dev.cuffline.gateway.ingress.listener;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.cuffline.gateway.registry.Source;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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
    Wire.lost(ctx.channel(), cause);
  }

  private void first(ChannelHandlerContext ctx, Object message) {
    switch (message) {
      case MqttMessage bad when bad.decoderResult().isFailure() -> {
        Refusal refusal = Refusal.of(bad.decoderResult().cause());
        // A version we do not know, or an id that 3.1 forbids: only MQTT 3 codes are understood.
        refuse(ctx.channel(), false, refusal);
      }
      case MqttConnectMessage connect -> connect(ctx, connect);
      case FrameEvent event when event == FrameEvent.TOO_LARGE ->
          close(ctx.channel(), Refusal.TOO_LARGE);
      default -> close(ctx.channel(), Refusal.MALFORMED);
    }
  }

  private void connect(ChannelHandlerContext ctx, MqttConnectMessage connect) {
    boolean version5 = ConnectRules.isVersion5(connect);
    Optional<Refusal> fault = ConnectRules.fault(connect);
    if (fault.isPresent()) {
      refuse(ctx.channel(), version5, fault.get());
      return;
    }
    if (!connect.variableHeader().hasUserName() || !connect.variableHeader().hasPassword()) {
      refuse(ctx.channel(), version5, Refusal.NO_CREDENTIALS);
      return;
    }
    long revocations = parts.sessions().revocations();
    Optional<Source> source = authenticate(connect);
    if (source.isEmpty()) {
      refuse(ctx.channel(), version5, Refusal.BAD_CREDENTIALS);
      return;
    }
    enter(ctx, connect, source.get(), revocations);
  }

  private Optional<Source> authenticate(MqttConnectMessage connect) {
    return parts
        .sources()
        .authenticate(connect.payload().userName(), connect.payload().passwordInBytes());
  }

  private void enter(
      ChannelHandlerContext ctx, MqttConnectMessage connect, Source source, long revocations) {
    boolean version5 = ConnectRules.isVersion5(connect);
    String named = connect.payload().clientIdentifier();
    String clientId = named.isEmpty() ? UlidCreator.getUlid().toString() : named;
    Sessions.Key key = new Sessions.Key(source.id(), clientId);
    DeviceSession session = new DeviceSession(parts, pump, ctx.channel(), source, key, version5);
    parts
        .sessions()
        .enter(key, session)
        .ifPresent(older -> older.endFromOutside(Refusal.TAKEN_OVER));
    if (parts.sessions().revocations() != revocations && authenticate(connect).isEmpty()) {
      parts.sessions().leave(key, session);
      refuse(ctx.channel(), version5, Refusal.BAD_CREDENTIALS);
      return;
    }
    MqttMessage welcome =
        version5
            ? Packets.welcome(
                parts.settings(), named.isEmpty() ? Optional.of(clientId) : Optional.empty())
            : Packets.welcome();
    Wire.send(ctx.channel(), welcome);
    ctx.pipeline().get(PacketFrames.class).limit(parts.settings().maximumPacketBytes());
    keepAlive(ctx, connect.variableHeader().keepAliveTimeSeconds());
    ctx.pipeline().replace(this, "session", session);
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

  private void refuse(Channel channel, boolean version5, Refusal refusal) {
    Optional<MqttMessage> answer = Packets.refuseConnect(version5, refusal);
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
