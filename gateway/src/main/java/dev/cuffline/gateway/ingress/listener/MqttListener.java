package dev.cuffline.gateway.ingress.listener;

import dev.cuffline.gateway.ingress.Reception;
import dev.cuffline.gateway.registry.Sources;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The device-facing MQTT endpoint. It listens from {@link #start} to {@link #close}; every publish
 * it acknowledges is durable.
 */
public final class MqttListener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MqttListener.class);

  /** Room for a whole fleet that comes back at once after an outage. */
  private static final int BACKLOG = 4_096;

  private static final long SHUTDOWN_SECONDS = 2;

  private final ListenerSettings settings;
  private final Sessions sessions;
  private final ChannelGroup channels;
  private final EventLoopGroup acceptor;
  private final EventLoopGroup workers;
  private final Channel server;

  private MqttListener(
      ListenerSettings settings,
      Sessions sessions,
      ChannelGroup channels,
      EventLoopGroup acceptor,
      EventLoopGroup workers,
      Channel server) {
    this.settings = settings;
    this.sessions = sessions;
    this.channels = channels;
    this.acceptor = acceptor;
    this.workers = workers;
    this.server = server;
  }

  /**
   * Starts to listen, without TLS.
   *
   * @param reception where publishes go
   * @throws ListenerException when the address cannot be bound; its message names the setting
   */
  public static MqttListener start(
      ListenerSettings settings, Sources sources, Reception reception, MeterRegistry meters) {
    return start(settings, sources, reception, meters, pipeline -> {});
  }

  /** The same, with a hook that may put a TLS handler at the head of each pipeline. */
  static MqttListener start(
      ListenerSettings settings,
      Sources sources,
      Reception reception,
      MeterRegistry meters,
      Consumer<ChannelPipeline> transportSecurity) {
    Sessions sessions = new Sessions();
    InFlightLoad load = new InFlightLoad(settings.totalMessages(), settings.totalBytes());
    ListenerMetrics metrics = new ListenerMetrics(meters, sessions);
    ListenerParts parts = new ListenerParts(settings, sources, reception, sessions, load, metrics);
    ChannelGroup channels = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE);
    EventLoopGroup acceptor = loops("mqtt-accept", 1);
    EventLoopGroup workers = loops("mqtt", Runtime.getRuntime().availableProcessors());
    MqttPipeline pipeline = new MqttPipeline(parts, channels, transportSecurity);
    try {
      Channel server = bind(settings, pipeline, acceptor, workers);
      LOG.atInfo().addKeyValue("address", server.localAddress()).log("MQTT listener started");
      return new MqttListener(settings, sessions, channels, acceptor, workers, server);
    } catch (ListenerException fault) {
      stop(acceptor);
      stop(workers);
      throw fault;
    }
  }

  /** The port it listens at; the chosen one when the setting is 0. */
  public int port() {
    return ((InetSocketAddress) server.localAddress()).getPort();
  }

  /** How many devices are connected and authenticated. */
  public int connections() {
    return sessions.count();
  }

  /**
   * Cuts a source off at once: all its sessions end, without waiting for acknowledgements. To be
   * called after the registry refuses its secret.
   */
  public void revoke(String sourceId) {
    sessions.revoke(sourceId);
  }

  /**
   * Accepts nobody any more, answers what is under way for at most {@link
   * ListenerSettings#drainTimeout}, says good-bye and closes. Blocks meanwhile; call it before the
   * journal closes.
   */
  @Override
  public void close() {
    server.close().awaitUninterruptibly();
    forEachConnection(MqttListener::drain);
    boolean drained =
        channels
            .newCloseFuture()
            .awaitUninterruptibly(settings.drainTimeout().toMillis(), TimeUnit.MILLISECONDS);
    if (!drained) {
      if (sessions.count() > 0) {
        LOG.atWarn()
            .addKeyValue("connections", sessions.count())
            .log("Closing with publishes unacknowledged; their devices will send them again");
      }
      forEachConnection(MqttListener::endNow);
      channels.newCloseFuture().awaitUninterruptibly(1, TimeUnit.SECONDS);
    }
    stop(acceptor);
    stop(workers);
    LOG.info("MQTT listener closed");
  }

  private void forEachConnection(Consumer<Channel> action) {
    for (Channel channel : channels) {
      try {
        channel.eventLoop().execute(() -> action.accept(channel));
      } catch (RejectedExecutionException closed) {
        Wire.close(channel);
      }
    }
  }

  private static void drain(Channel channel) {
    DeviceSession session = channel.pipeline().get(DeviceSession.class);
    if (session == null) {
      Wire.close(channel);
    } else {
      session.drainThenEnd();
    }
  }

  private static void endNow(Channel channel) {
    DeviceSession session = channel.pipeline().get(DeviceSession.class);
    if (session == null) {
      Wire.close(channel);
    } else {
      session.endFromOutside(Refusal.SHUTTING_DOWN);
    }
  }

  private static Channel bind(
      ListenerSettings settings,
      MqttPipeline pipeline,
      EventLoopGroup acceptor,
      EventLoopGroup workers) {
    ChannelFuture bound =
        new ServerBootstrap()
            .group(acceptor, workers)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            .childHandler(pipeline)
            .bind(settings.host(), settings.port())
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw unbound(settings, bound.cause());
    }
    return bound.channel();
  }

  private static ListenerException unbound(ListenerSettings settings, Throwable cause) {
    String address = settings.host() + ":" + settings.port();
    String message =
        cause instanceof BindException
            ? "Cannot listen for MQTT at "
                + address
                + ": the port is taken or the address is not this machine's. Change mqtt.port or"
                + " mqtt.host, or stop what listens there."
            : "Cannot listen for MQTT at " + address + ": check mqtt.host and mqtt.port.";
    return new ListenerException(message, cause);
  }

  private static EventLoopGroup loops(String name, int threads) {
    return new MultiThreadIoEventLoopGroup(
        threads, new DefaultThreadFactory(name), NioIoHandler.newFactory());
  }

  private static void stop(EventLoopGroup loops) {
    loops
        .shutdownGracefully(0, SHUTDOWN_SECONDS, TimeUnit.SECONDS)
        .awaitUninterruptibly(SHUTDOWN_SECONDS, TimeUnit.SECONDS);
  }
}
