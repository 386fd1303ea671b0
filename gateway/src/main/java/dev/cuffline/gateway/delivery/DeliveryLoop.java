package dev.cuffline.gateway.delivery;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one destination going: sends whenever something new was queued, and tries again after a
 * fault.
 */
public final class DeliveryLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryLoop.class);
  private static final Duration PAUSE_AFTER_FAULT = Duration.ofSeconds(1);
  private static final Duration SETTLE = Duration.ofSeconds(10);

  private final NdjsonDestination destination;
  private final Semaphore wake = new Semaphore(1);
  private final Queue<CompletableFuture<Void>> waiting = new ConcurrentLinkedQueue<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final AtomicBoolean healthy = new AtomicBoolean(true);
  private final Thread thread;

  /** Starts sending at once. */
  public DeliveryLoop(NdjsonDestination destination, MeterRegistry metrics) {
    this.destination = destination;
    Gauge.builder("cuffline.delivery.healthy", healthy, h -> h.get() ? 1 : 0)
        .tag("destination", destination.name())
        .register(metrics);
    this.thread =
        Thread.ofPlatform().name("cuffline-delivery-" + destination.name()).start(this::run);
  }

  /** Says that the outbox may hold something new. Never blocks. */
  public void wake() {
    if (wake.availablePermits() == 0) {
      wake.release();
    }
  }

  /** False while the last attempt failed. */
  public boolean healthy() {
    return healthy.get();
  }

  /** Waits until nothing is left to send, at most ten seconds. */
  public void awaitIdle() {
    CompletableFuture<Void> idle = new CompletableFuture<>();
    waiting.add(idle);
    wake.release();
    try {
      idle.get(SETTLE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException late) {
      LOG.atWarn().log("a destination has not taken everything yet; the outbox keeps the rest");
    }
  }

  private void run() {
    try (destination) {
      while (open()) {
        wake.acquire();
        wake.drainPermits();
        if (drain()) {
          for (var idle = waiting.poll(); idle != null; idle = waiting.poll()) {
            idle.complete(null);
          }
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (IOException fault) {
      LOG.atWarn().setCause(fault).log("a delivery folder could not be closed cleanly");
    }
  }

  /** Sends until nothing waits; false when it could not. */
  private boolean drain() throws InterruptedException {
    try {
      while (open() && destination.deliver() > 0) {
        healthy.set(true);
      }
      healthy.set(true);
      return true;
    } catch (IOException | RuntimeException fault) {
      healthy.set(false);
      LOG.atError()
          .addKeyValue("destination", destination.name())
          .setCause(fault)
          .log("delivery failed; the outbox keeps what is waiting, next try in a second");
      if (!closing.await(PAUSE_AFTER_FAULT.toMillis(), TimeUnit.MILLISECONDS)) {
        wake();
      }
      return false;
    }
  }

  private boolean open() {
    return closing.getCount() > 0;
  }

  /** Finishes the batch under way. */
  @Override
  public void close() {
    closing.countDown();
    wake.release();
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
