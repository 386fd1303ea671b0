package dev.cuffline.gateway.bench;

import dev.cuffline.gateway.simulate.MqttConnection;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Hubs that publish to a gateway at a rate, on one event loop. Everything that counts happens on
 * that loop; the thread that asks waits for it.
 */
final class LoadRun implements AutoCloseable {
  private static final int DIGITS = 3;
  private static final long TICK_MICROS = 500;
  private static final Duration FOR_LAST_ANSWERS = Duration.ofSeconds(30);

  private final LoadSettings settings;
  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final EventLoop loop = group.next();
  private final Histogram latency = new Histogram(TimeUnit.MINUTES.toNanos(1), DIGITS);
  private final List<LoadConnection> connections = new ArrayList<>();
  private final List<MqttConnection> wires = new ArrayList<>();
  private long lastAcknowledged;

  /** Gives each connection its messages. */
  interface Sources {
    /** The messages of a connection, by its place. */
    LoadConnection.Source of(int connection);
  }

  LoadRun(LoadSettings settings) {
    this.settings = settings;
  }

  /** Connects every hub. */
  void connect(String host, int port, Map<String, String> hubs, Sources sources)
      throws IOException {
    Mix mix = Mix.of(settings);
    int place = 0;
    for (Map.Entry<String, String> hub : hubs.entrySet()) {
      String topic = "devices/" + hub.getKey() + "/" + mix.ofHub(place).format();
      LoadConnection load =
          new LoadConnection(
              sources.of(place++),
              topic.getBytes(StandardCharsets.UTF_8),
              settings.qos(),
              settings.window(),
              latency);
      MqttConnection.Login login =
          new MqttConnection.Login(
              host,
              port,
              hub.getKey(),
              hub.getKey(),
              Optional.of(hub.getValue()),
              settings.window());
      try {
        wires.add(MqttConnection.connect(group, login, load).join());
      } catch (CompletionException fault) {
        Throwable cause = fault.getCause();
        throw new IOException(
            cause == null ? "a hub could not connect" : cause.getMessage(), fault);
      }
      connections.add(load);
    }
  }

  /**
   * Begins to send.
   *
   * @param startNanos of the first message
   * @param measureFrom messages that were meant to leave earlier are warm-up
   */
  void begin(long startNanos, long measureFrom) {
    double rate = settings.rate() / connections.size();
    onLoop(() -> {
      for (int i = 0; i < connections.size(); i++) {
        connections.get(i).begin(wires.get(i), rate, due(settings, i, 0, startNanos), measureFrom);
      }
    });
    var _ =
        loop.scheduleAtFixedRate(
            () -> connections.forEach(LoadConnection::send),
            TICK_MICROS,
            TICK_MICROS,
            TimeUnit.MICROSECONDS);
  }

  /** When message {@code k} of a connection is meant to leave; connections take turns. */
  static long due(LoadSettings settings, int connection, long k, long startNanos) {
    return settings.rate() > 0
        ? startNanos + (long) ((k * settings.connections() + connection) * 1e9 / settings.rate())
        : startNanos;
  }

  /**
   * Stops sending and waits for the last answers; false when some never came.
   *
   * @throws IOException when none came at all
   */
  boolean stop() throws IOException {
    onLoop(() -> connections.forEach(LoadConnection::stop));
    long end = System.nanoTime() + FOR_LAST_ANSWERS.toNanos();
    long[] open = {1};
    while (open[0] > 0 && System.nanoTime() < end) {
      onLoop(() -> {
        lastAcknowledged = connections.stream().mapToLong(LoadConnection::acknowledged).sum();
        open[0] = connections.stream().mapToLong(c -> c.sent() - c.acknowledged() - c.lost()).sum();
      });
      Watch.pauseUntil(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(5));
    }
    if (lastAcknowledged == 0) {
      throw new IOException(
          "no message was acknowledged; the gateway closed "
              + wires.stream().filter(wire -> !wire.isOpen()).count()
              + " of "
              + wires.size()
              + " connections");
    }
    return open[0] == 0;
  }

  private void onLoop(Runnable work) {
    loop.submit(work).syncUninterruptibly();
  }

  /** Acknowledged so far, by the look at the end of {@link #stop}. */
  long acknowledged() {
    return lastAcknowledged;
  }

  /** Acknowledged now. */
  long acknowledgedNow() {
    long[] sum = {0};
    onLoop(() -> sum[0] = connections.stream().mapToLong(LoadConnection::acknowledged).sum());
    return sum[0];
  }

  long lost() {
    return connections.stream().mapToLong(LoadConnection::lost).sum();
  }

  long sent() {
    return connections.stream().mapToLong(LoadConnection::sent).sum();
  }

  /** Nanoseconds from the moment a message was meant to leave to its acknowledgement. */
  Histogram latency() {
    return latency;
  }

  @Override
  public void close() {
    connections.forEach(LoadConnection::close);
    var _ = group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
