package dev.cuffline.gateway.bench;

import dev.cuffline.gateway.simulate.MqttConnection;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * One hub under load. Runs on its connection's loop alone; the figures are read after it stopped.
 *
 * <p>At a given rate message {@code k} is meant to leave at {@code start + k / rate}, whether or
 * not the window has room then; what it waits counts as latency.
 */
final class LoadConnection implements MqttConnection.Events {
  private static final int MOST_IN_ONE_GO = 256;
  private static final double NANOS = 1e9;

  private final Source source;
  private final byte[] topic;
  private final int qos;
  private final long[] leftAt;
  private final Histogram latency;
  private @Nullable MqttConnection connection;
  private double gapNanos;
  private long startNanos;
  private long measureFrom;
  private boolean sending;
  private long sent;
  private long acknowledged;
  private long measured;
  private long lost;

  /** Where messages come from. */
  interface Source {
    /** The payload of this connection's message {@code k}, from 0. */
    byte[] message(long k);
  }

  LoadConnection(Source source, byte[] topic, int qos, int window, Histogram latency) {
    this.source = source;
    this.topic = topic;
    this.qos = qos;
    this.leftAt = new long[window + 1];
    this.latency = latency;
  }

  /**
   * Begins to send.
   *
   * @param rate of this connection; 0 for as fast as there is room
   * @param startNanos of its first message, by {@link System#nanoTime}
   * @param measureFrom messages meant to leave earlier are warm-up
   */
  void begin(MqttConnection over, double rate, long startNanos, long measureFrom) {
    this.connection = over;
    this.gapNanos = rate > 0 ? NANOS / rate : 0;
    this.startNanos = startNanos;
    this.measureFrom = measureFrom;
    this.sending = true;
    send();
  }

  /** Sends what is due, as far as the window goes. */
  void send() {
    MqttConnection over = connection;
    if (over == null || !sending || !over.isOpen()) {
      return;
    }
    int written = 0;
    long now = System.nanoTime();
    while (over.room() > 0 && written < MOST_IN_ONE_GO) {
      long due = gapNanos > 0 ? startNanos + (long) (sent * gapNanos) : now;
      if (due > now) {
        break;
      }
      int id = over.publish(topic, source.message(sent), qos);
      leftAt[id] = due;
      sent++;
      written++;
    }
    if (written > 0) {
      over.flush();
    }
  }

  /** No message leaves any more; acknowledgements may still come. */
  void stop() {
    sending = false;
  }

  @Override
  public void acknowledged(int packetId) {
    acknowledged++;
    long due = leftAt[packetId];
    if (due >= measureFrom) {
      measured++;
      latency.recordValue(
          Math.min(TimeUnit.MINUTES.toNanos(1), Math.max(0, System.nanoTime() - due)));
    }
    if (gapNanos == 0 && sent - acknowledged <= leftAt.length * 3 / 4) {
      send();
    }
  }

  @Override
  public void closed() {
    lost += sent - acknowledged;
    sending = false;
  }

  long sent() {
    return sent;
  }

  long acknowledged() {
    return acknowledged;
  }

  /** Acknowledged messages that were meant to leave after the warm-up. */
  long measured() {
    return measured;
  }

  /** Messages without an answer when the connection was lost. */
  long lost() {
    return lost;
  }

  void close() {
    MqttConnection over = connection;
    if (over != null) {
      over.close();
    }
  }
}
