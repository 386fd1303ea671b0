package dev.cuffline.gateway.ingress.listener;

import dev.cuffline.gateway.ingress.Reception;
import dev.cuffline.gateway.registry.Sources;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
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
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
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

  private static final long RELOAD_SECONDS = 10;
  private static final long SWEEP_SECONDS = 60;

  private final ListenerSettings settings;
  private final Optional<TlsContext> tls;
  private final Sessions sessions;
  private final ChannelGroup channels;
  private final EventLoopGroup acceptor;
  private final EventLoopGroup workers;
  private final List<Channel> servers = new ArrayList<>();
  private OptionalInt port = OptionalInt.empty();
  private OptionalInt tlsPort = OptionalInt.empty();

  private MqttListener(ListenerSettings settings, Optional<TlsContext> tls, Sessions sessions) {
    this.settings = settings;
    this.tls = tls;
    this.sessions = sessions;
    this.channels = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE);
    this.acceptor = loops("mqtt-accept", 1);
    this.workers = loops("mqtt", Runtime.getRuntime().availableProcessors());
  }

  /**
   * Starts to listen.
   *
   * @param reception where publishes go
   * @param clock tells when a kept session has expired
   * @throws ListenerException when an address cannot be bound or the files of TLS cannot be used;
   *     its message names the setting
   */
  public static MqttListener start(
      ListenerSettings settings,
      Sources sources,
      Reception reception,
      MeterRegistry meters,
      InstantSource clock) {
    Optional<TlsContext> tls = settings.tls().map(TlsContext::new);
    Sessions sessions = new Sessions(clock, settings.sessionExpiry(), settings.keptSessions());
    ListenerParts parts =
        new ListenerParts(
            settings,
            sources,
            reception,
            sessions,
            new InFlightLoad(settings.totalMessages(), settings.totalBytes()),
            new ListenerMetrics(meters, sessions));
    MqttListener listener = new MqttListener(settings, tls, sessions);
    try {
      listener.listen(parts);
      return listener;
    } catch (ListenerException fault) {
      listener.close();
      throw fault;
    }
  }

  /**
   * Tries whether the files of TLS can be used, as {@link #start} would. Blocks.
   *
   * @throws ListenerException when they cannot; its message begins with the setting
   */
  public static void check(ListenerSettings settings) {
    settings.tls().ifPresent(tls -> TlsFiles.read(tls).context(tls));
  }

  private void listen(ListenerParts parts) {
    if (settings.port().isPresent()) {
      port =
          bind(
              new Address("mqtt", settings.host(), settings.port().getAsInt()),
              new MqttPipeline(parts, channels, plain -> {}));
    }
    if (tls.isPresent()) {
      TlsSettings where = settings.tls().orElseThrow();
      tlsPort =
          bind(
              new Address("mqtt.tls", where.host(), where.port()),
              new MqttPipeline(parts, channels, tls.get()));
      every(RELOAD_SECONDS, this::reloadCertificate);
    }
    every(SWEEP_SECONDS, sessions::sweep);
  }

  /** Takes renewed TLS files over, for connections to come. */
  void reloadCertificate() {
    tls.ifPresent(TlsContext::reload);
  }

  /** On the acceptor's thread, which may be held up for a moment: no connection hangs on it. */
  private void every(long seconds, Runnable task) {
    var _ = acceptor.next().scheduleWithFixedDelay(task, seconds, seconds, TimeUnit.SECONDS);
  }

  /** The port of plain text, the chosen one when the setting is 0; empty when it is off. */
  public OptionalInt port() {
    return port;
  }

  /** The port of TLS, the chosen one when the setting is 0; empty when it is off. */
  public OptionalInt tlsPort() {
    return tlsPort;
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
    servers.forEach(server -> server.close().awaitUninterruptibly());
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
      session.end(Refusal.SHUTTING_DOWN);
    }
  }

  /** Where to bind, and the settings that say so. */
  private record Address(String settings, String host, int port) {}

  private OptionalInt bind(Address address, MqttPipeline pipeline) {
    ChannelFuture bound =
        new ServerBootstrap()
            .group(acceptor, workers)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            .childHandler(pipeline)
            .bind(address.host(), address.port())
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw unbound(address, bound.cause());
    }
    servers.add(bound.channel());
    LOG.atInfo()
        .addKeyValue("address", bound.channel().localAddress())
        .addKeyValue("settings", address.settings())
        .log("MQTT listener started");
    return OptionalInt.of(((InetSocketAddress) bound.channel().localAddress()).getPort());
  }

  private static ListenerException unbound(Address address, Throwable cause) {
    String where = address.host() + ":" + address.port();
    String port = address.settings() + ".port";
    String host = address.settings() + ".host";
    String message =
        cause instanceof BindException
            ? "Cannot listen for MQTT at "
                + where
                + ": the port is taken or the address is not this machine's. Change "
                + port
                + " or "
                + host
                + ", or stop what listens there."
            : "Cannot listen for MQTT at " + where + ": check " + host + " and " + port + ".";
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
