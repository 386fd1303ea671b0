package dev.cuffline.gateway.simulate;

import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One sender's MQTT, QoS 1: waits for room, connects again when the connection is lost, and then
 * repeats what nobody acknowledged, in its order. Used by one thread.
 */
final class MqttLink implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(300);
  private static final int QOS = 1;

  private final EventLoopGroup group;
  private final MqttConnection.Login login;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Message> pending = new ArrayDeque<>();
  private final Map<Integer, Message> unacknowledged = new LinkedHashMap<>();
  private Optional<MqttConnection> connection = Optional.empty();
  private boolean open;
  private long acknowledged;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Message(String topic, byte[] payload) {}

  /** Connects. */
  MqttLink(EventLoopGroup group, MqttConnection.Login login) throws IOException {
    this.group = group;
    this.login = login;
    connect();
  }

  /** Publishes, perhaps after waiting for room; returns before the acknowledgement. */
  void publish(String topic, byte[] payload) throws IOException {
    while (await(() -> pending.size() + unacknowledged.size() < login.window())) {
      repair();
    }
    lock.lock();
    try {
      pending.addLast(new Message(topic, payload));
    } finally {
      lock.unlock();
    }
    MqttConnection to = connection.orElseThrow();
    to.loop().execute(() -> drain(to));
  }

  /** Returns when everything is acknowledged. */
  void settle() throws IOException {
    while (await(() -> pending.isEmpty() && unacknowledged.isEmpty())) {
      repair();
    }
  }

  /** How many acknowledgements have come. */
  long acknowledged() {
    lock.lock();
    try {
      return acknowledged;
    } finally {
      lock.unlock();
    }
  }

  private interface Check {
    boolean holds();
  }

  /** Waits; true when the connection was lost instead. */
  private boolean await(Check check) throws IOException {
    long left = PATIENCE.toNanos();
    lock.lock();
    try {
      while (open && !check.holds()) {
        if (left <= 0) {
          throw new IOException("no acknowledgement came for " + PATIENCE.toSeconds() + " s");
        }
        left = changed.awaitNanos(left);
      }
      return !open;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    } finally {
      lock.unlock();
    }
  }

  private void drain(MqttConnection to) {
    lock.lock();
    try {
      while (to.isOpen() && to.room() > 0 && !pending.isEmpty()) {
        Message message = pending.removeFirst();
        byte[] topic = message.topic().getBytes(StandardCharsets.UTF_8);
        unacknowledged.put(to.publish(topic, message.payload(), QOS), message);
      }
    } finally {
      lock.unlock();
    }
    to.flush();
  }

  private void repair() throws IOException {
    lock.lock();
    try {
      List<Message> again = new ArrayList<>(unacknowledged.values());
      again.addAll(pending);
      unacknowledged.clear();
      pending.clear();
      pending.addAll(again);
    } finally {
      lock.unlock();
    }
    connect();
    MqttConnection to = connection.orElseThrow();
    to.loop().execute(() -> drain(to));
  }

  private void connect() throws IOException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        lock.lock();
        try {
          open = true;
        } finally {
          lock.unlock();
        }
        connection =
            Optional.of(MqttConnection.connect(group, login, new Acknowledgements()).join());
        return;
      } catch (CompletionException fault) {
        if (System.nanoTime() > until || connection.isEmpty()) {
          throw new IOException(
              fault.getCause() == null ? fault.toString() : fault.getCause().getMessage(), fault);
        }
        pause();
      }
    }
  }

  private static void pause() throws IOException {
    LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
    if (Thread.interrupted()) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted");
    }
  }

  private final class Acknowledgements implements MqttConnection.Events {
    @Override
    public void acknowledged(int packetId) {
      lock.lock();
      try {
        unacknowledged.remove(packetId);
        acknowledged++;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void closed() {
      lock.lock();
      try {
        open = false;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  @Override
  public void close() {
    connection.ifPresent(MqttConnection::close);
  }
}
