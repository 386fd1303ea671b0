package dev.cuffline.gateway.ingress.subscriber;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The time between two attempts, which a stop cuts short. */
interface Pause {
  /**
   * Lets time pass.
   *
   * @return false when it was told to stop, at once or meanwhile
   */
  boolean await(Duration duration) throws InterruptedException;

  /** In real time, until the latch is opened. */
  static Pause until(CountDownLatch stop) {
    return duration -> !stop.await(duration.toNanos(), TimeUnit.NANOSECONDS);
  }
}
