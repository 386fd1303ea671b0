package dev.cuffline.gateway.ingress.listener;

import io.netty.util.concurrent.EventExecutor;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Carries settled publishes from journal threads to one event loop: one task for as many
 * connections as have something to say, not one for each message.
 */
final class AckPump implements Runnable {
  private final EventExecutor loop;
  private final Queue<AckWindow> ready = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean scheduled = new AtomicBoolean();

  AckPump(EventExecutor loop) {
    this.loop = loop;
  }

  /** Has the window drained soon on its event loop; from any thread. */
  void wake(AckWindow window) {
    ready.add(window);
    if (!scheduled.get() && scheduled.compareAndSet(false, true)) {
      try {
        loop.execute(this);
      } catch (RejectedExecutionException closed) {
        // The listener has closed: the connections are gone and their devices will send again.
        ready.clear();
      }
    }
  }

  @Override
  public void run() {
    // Cleared first: a window that is added from here on either is seen below or schedules anew.
    scheduled.set(false);
    for (AckWindow window = ready.poll(); window != null; window = ready.poll()) {
      try {
        window.drain();
      } catch (RuntimeException fault) {
        window.broken(fault);
      }
    }
  }
}
