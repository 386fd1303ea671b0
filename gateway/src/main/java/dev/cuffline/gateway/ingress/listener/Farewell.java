package dev.cuffline.gateway.ingress.listener;

import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.mqtt.MqttMessage;
import java.util.concurrent.TimeUnit;

/**
 * Ends a connection so that its last packet arrives.
 *
 * <p>Closing a socket with unread input resets the connection, and the peer may lose what was just
 * sent to it. So our side is shut first, input is read and thrown away, and the socket closes when
 * the peer does, or half a second later.
 */
final class Farewell {
  private static final long LINGER_MILLIS = 500;

  private Farewell() {}

  static void say(Channel channel, MqttMessage last) {
    channel.config().setAutoRead(true);
    channel.writeAndFlush(last).addListener(written -> hangUp(channel));
  }

  private static void hangUp(Channel channel) {
    if (channel instanceof DuplexChannel socket && socket.isActive()) {
      socket.shutdownOutput();
      channel.eventLoop().schedule(() -> channel.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
    } else {
      channel.close();
    }
  }
}
