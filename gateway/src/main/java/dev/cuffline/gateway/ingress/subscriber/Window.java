package dev.cuffline.gateway.ingress.subscriber;

import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What came over one connection and is not acknowledged yet, in order of arrival, and whether the
 * connection goes on. Filled by Paho's callback thread, settled by journal threads, emptied by the
 * subscriber's thread. The broker bounds it: it sends no more than the receive maximum.
 */
final class Window {
  private final Queue<Delivery> deliveries = new ConcurrentLinkedQueue<>();
  private final Semaphore changed = new Semaphore(0);
  private final AtomicReference<@Nullable Ended> ended = new AtomicReference<>();

  void add(Delivery delivery) {
    deliveries.add(delivery);
  }

  void settled() {
    signal();
  }

  /** The connection is over, or is to be ended, for this reason; the first one counts. */
  void end(Ended reason) {
    if (ended.compareAndSet(null, reason)) {
      signal();
    }
  }

  /** Empty as long as the connection goes on. */
  Optional<Ended> ended() {
    return Optional.ofNullable(ended.get());
  }

  /**
   * Takes the oldest delivery out when it is durable, so that PUBACKs leave in the order in which
   * the messages came (MQTT 5.0 section 4.6) whatever the order of settling.
   */
  Optional<Delivery> takeDurable() {
    Delivery oldest = deliveries.peek();
    if (oldest == null || oldest.isWaiting() || oldest.hasFailed()) {
      return Optional.empty();
    }
    deliveries.remove();
    return Optional.of(oldest);
  }

  /** Whether the oldest delivery will never be durable. */
  boolean hasFailed() {
    Delivery oldest = deliveries.peek();
    return oldest != null && oldest.hasFailed();
  }

  /** Whether the oldest delivery is still on its way to the disk. */
  boolean isWaiting() {
    Delivery oldest = deliveries.peek();
    return oldest != null && oldest.isWaiting();
  }

  int size() {
    return deliveries.size();
  }

  /** Waits until something was settled or the connection is over, or for so long. */
  void awaitChange(Duration most) throws InterruptedException {
    if (changed.tryAcquire(most.toNanos(), TimeUnit.NANOSECONDS)) {
      changed.drainPermits();
    }
  }

  private void signal() {
    if (changed.availablePermits() == 0) {
      changed.release();
    }
  }
}
