package dev.cuffline.gateway.ingress.listener;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Builds what a connection passes through; {@code transportSecurity} may put TLS before it. */
final class MqttPipeline extends ChannelInitializer<Channel> {
  /** Before authentication nobody needs more: two texts, a will and a little room. */
  private static final int UNAUTHENTICATED_PACKET_BYTES = 64 * 1_024;

  /** Longest client id of MQTT 3.1 is 23; devices send longer ones and nothing is gained by it. */
  private static final int CLIENT_ID_CHARACTERS = 65_535;

  private final ListenerParts parts;
  private final ChannelGroup channels;
  private final Consumer<ChannelPipeline> transportSecurity;
  private final Map<EventLoop, AckPump> pumps = new ConcurrentHashMap<>();

  MqttPipeline(
      ListenerParts parts, ChannelGroup channels, Consumer<ChannelPipeline> transportSecurity) {
    this.parts = parts;
    this.channels = channels;
    this.transportSecurity = transportSecurity;
  }

  @Override
  protected void initChannel(Channel channel) {
    channels.add(channel);
    AckPump pump = pumps.computeIfAbsent(channel.eventLoop(), AckPump::new);
    int maximum = parts.settings().maximumPacketBytes();
    ChannelPipeline pipeline = channel.pipeline();
    transportSecurity.accept(pipeline);
    pipeline
        .addLast("frames", new PacketFrames(Math.min(maximum, UNAUTHENTICATED_PACKET_BYTES)))
        .addLast("decoder", new MqttDecoder(maximum, CLIENT_ID_CHARACTERS))
        .addLast("check", new FrameCheck())
        .addLast("encoder", MqttEncoder.INSTANCE)
        .addLast("connect", new AwaitingConnect(parts, pump));
  }
}
