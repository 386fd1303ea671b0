package dev.cuffline.gateway.simulate;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A lean MQTT 3.1.1 client that publishes and counts acknowledgements, and nothing else: no queue,
 * no retry, no allocation beyond the frame itself, so that a load test measures the gateway and not
 * its client. It writes every frame itself for that reason.
 *
 * <p>Everything but {@link #connect} and {@link #close} must be called on {@link #loop}.
 */
public final class MqttConnection implements AutoCloseable {
  private static final int CONNECT = 0x10;
  private static final int PUBLISH = 0x30;
  private static final int PUBREL = 0x62;
  private static final int DISCONNECT = 0xE0;
  private static final int CLEAN_SESSION = 0x02;
  private static final int USER_AND_PASSWORD = 0xC0;
  private static final int LEVEL_3_1_1 = 4;
  private static final int LARGEST_HEADER = 5;

  private final Channel channel;
  private final Events events;
  private final int[] freeIds;
  private int free;

  /** Told on the connection's loop. */
  public interface Events {
    /** PUBACK, or PUBCOMP for QoS 2. */
    void acknowledged(int packetId);

    /** No acknowledgement comes any more. */
    void closed();
  }

  /**
   * Where and as whom to connect. Its {@code toString} shows no secret.
   *
   * @param secret empty to log in without user name and password
   * @param window most publishes in flight, 1 to 65535
   */
  public record Login(
      String host, int port, String clientId, String user, Optional<String> secret, int window) {
    @Override
    public String toString() {
      return "Login[" + host + ":" + port + "]";
    }
  }

  private MqttConnection(Channel channel, Events events, int window) {
    this.channel = channel;
    this.events = events;
    this.freeIds = new int[window];
    for (int i = 0; i < window; i++) {
      freeIds[i] = window - i;
    }
    this.free = window;
  }

  /**
   * Connects with a clean session and no keep-alive.
   *
   * @return completed on the loop when the CONNACK has come; fails with {@link IOException} when it
   *     refuses
   */
  public static CompletableFuture<MqttConnection> connect(
      EventLoopGroup group, Login login, Events events) {
    CompletableFuture<MqttConnection> connected = new CompletableFuture<>();
    new Bootstrap()
        .group(group)
        .channel(NioSocketChannel.class)
        .option(ChannelOption.TCP_NODELAY, true)
        .handler(new Reader(login, events, connected))
        .connect(login.host(), login.port())
        .addListener(done -> {
          if (!done.isSuccess()) {
            connected.completeExceptionally(
                new IOException(
                    "nobody listens on " + login.host() + ":" + login.port(), done.cause()));
          }
        });
    return connected;
  }

  /** Where everything of this connection runs. */
  public EventLoop loop() {
    return channel.eventLoop();
  }

  /** How many more may be published now. */
  public int room() {
    return free;
  }

  /** Whether it can publish at all. */
  public boolean isOpen() {
    return channel.isActive();
  }

  /**
   * Writes a PUBLISH; it leaves with the next {@link #flush}.
   *
   * @param topic UTF-8
   * @param qos 0, 1 or 2
   * @return the packet id, 1 to the window; 0 for QoS 0, which nobody acknowledges
   * @throws IllegalStateException when the window is full
   */
  public int publish(byte[] topic, byte[] payload, int qos) {
    int id = 0;
    if (qos > 0) {
      if (free == 0) {
        throw new IllegalStateException("the window is full");
      }
      id = freeIds[--free];
    }
    int remaining = 2 + topic.length + (qos > 0 ? 2 : 0) + payload.length;
    ByteBuf frame = channel.alloc().buffer(LARGEST_HEADER + remaining);
    frame.writeByte(PUBLISH | (qos << 1));
    writeLength(frame, remaining);
    frame.writeShort(topic.length).writeBytes(topic);
    if (qos > 0) {
      frame.writeShort(id);
    }
    frame.writeBytes(payload);
    var _ = channel.write(frame, channel.voidPromise());
    return id;
  }

  /** Sends what was written. */
  public void flush() {
    channel.flush();
  }

  /** Says DISCONNECT and closes. Safe from any thread. */
  @Override
  public void close() {
    channel
        .writeAndFlush(channel.alloc().buffer(2).writeByte(DISCONNECT).writeByte(0))
        .addListener(ChannelFutureListener.CLOSE);
  }

  private void acknowledged(int packetId) {
    freeIds[free++] = packetId;
    events.acknowledged(packetId);
  }

  private static void writeLength(ByteBuf frame, int length) {
    int rest = length;
    while (rest >= 0x80) {
      frame.writeByte((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    frame.writeByte(rest);
  }

  /** Reads what a server may say to a publisher; each such packet has a length of one byte. */
  private static final class Reader extends ChannelInboundHandlerAdapter {
    private final Login login;
    private final Events events;
    private final CompletableFuture<MqttConnection> connected;
    private final byte[] packet = new byte[2 + 0x7F];
    private int have;

    private Reader(Login login, Events events, CompletableFuture<MqttConnection> connected) {
      this.login = login;
      this.events = events;
      this.connected = connected;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
      ByteBuf frame = context.alloc().buffer();
      ByteBuf body = context.alloc().buffer();
      writeText(body, "MQTT");
      body.writeByte(LEVEL_3_1_1)
          .writeByte(CLEAN_SESSION | (login.secret().isPresent() ? USER_AND_PASSWORD : 0))
          .writeShort(0);
      writeText(body, login.clientId());
      login
          .secret()
          .ifPresent(secret -> {
            writeText(body, login.user());
            writeText(body, secret);
          });
      frame.writeByte(CONNECT);
      writeLength(frame, body.readableBytes());
      frame.writeBytes(body);
      body.release();
      var _ = context.writeAndFlush(frame);
    }

    private static void writeText(ByteBuf frame, String text) {
      frame.writeShort(text.getBytes(StandardCharsets.UTF_8).length);
      ByteBufUtil.writeUtf8(frame, text);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ByteBuf bytes = (ByteBuf) message;
      try {
        while (bytes.isReadable()) {
          packet[have++] = bytes.readByte();
          if (have >= 2 && (packet[1] < 0 || have == 2 + packet[1])) {
            have = 0;
            packet(context);
          }
        }
      } finally {
        bytes.release();
      }
    }

    private void packet(ChannelHandlerContext context) {
      int id = ((packet[2] & 0xFF) << 8) | (packet[3] & 0xFF);
      switch (packet[0] & 0xF0) {
        case 0x20 -> connack(context, packet[3]);
        case 0x40, 0x70 -> connected.join().acknowledged(id);
        case 0x50 -> {
          var _ =
              context.writeAndFlush(
                  context.alloc().buffer(4).writeByte(PUBREL).writeByte(2).writeShort(id));
        }
        default -> {
          var _ = context.close();
        }
      }
    }

    private void connack(ChannelHandlerContext context, int code) {
      if (code == 0) {
        connected.complete(new MqttConnection(context.channel(), events, login.window()));
      } else {
        connected.completeExceptionally(
            new IOException(
                "the MQTT server refused the login with return code "
                    + code
                    + (code == 4 || code == 5 ? " (wrong user or secret)" : "")));
        var _ = context.close();
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      connected.completeExceptionally(
          new IOException("the MQTT server closed the connection before its CONNACK"));
      events.closed();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      var _ = context.close();
    }
  }
}
