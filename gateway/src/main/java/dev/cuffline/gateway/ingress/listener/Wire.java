package dev.cuffline.gateway.ingress.listener;

import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends and closes. Nobody waits for either: when a write fails the connection is lost, and that is
 * heard as {@code channelInactive}.
 */
@SuppressWarnings("FutureReturnValueIgnored") // see above
final class Wire {
  private static final Logger LOG = LoggerFactory.getLogger(Wire.class);
  private static final long LINGER_MILLIS = 500;

  private Wire() {}

  /**
   * Writes and flushes.
   *
   * @param packet a packet, or a buffer of encoded ones, which is released
   */
  static void send(Channel channel, Object packet) {
    channel.writeAndFlush(packet, channel.voidPromise());
  }

  static void close(Channel channel) {
    channel.close();
  }

  /**
   * Sends a last packet and closes so that it arrives.
   *
   * <p>Closing a socket with unread input resets the connection, and the peer may lose what was
   * just sent to it. So our side is shut first, input is read and thrown away, and the socket
   * closes when the peer does, or half a second later.
   */
  static void farewell(Channel channel, MqttMessage last) {
    channel.config().setAutoRead(true);
    channel.writeAndFlush(last).addListener(written -> hangUp(channel));
  }

  /**
   * A connection that broke ends; a fault of ours is said aloud, by its kind and place only (P7).
   */
  static void lost(Channel channel, Throwable fault) {
    if (fault instanceof IOException || isBrokenTls(fault)) {
      LOG.atDebug().addKeyValue("fault", fault.getClass().getName()).log("Connection lost");
    } else {
      StackTraceElement[] trace = fault.getStackTrace();
      LOG.atError()
          .addKeyValue("fault", fault.getClass().getName())
          .addKeyValue("at", trace.length == 0 ? "unknown" : trace[0])
          .log("Connection ended by a fault in the gateway");
    }
    channel.close();
  }

  private static boolean isBrokenTls(Throwable fault) {
    return fault instanceof DecoderException && fault.getCause() instanceof SSLException;
  }

  private static void hangUp(Channel channel) {
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    if (tls == null) {
      shutOutput(channel);
    } else {
      tls.closeOutbound().addListener(said -> shutOutput(channel));
    }
  }

  private static void shutOutput(Channel channel) {
    if (channel instanceof DuplexChannel socket && socket.isActive()) {
      socket.shutdownOutput();
      channel.eventLoop().schedule(() -> close(channel), LINGER_MILLIS, TimeUnit.MILLISECONDS);
    } else {
      channel.close();
    }
  }
}
