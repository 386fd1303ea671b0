package dev.cuffline.gateway.simulate;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/** Holds messages back until their time. Used by one thread. */
public final class Pacer {
  private static final double NANOS = 1e9;

  private final double speed;
  private final double rate;
  private final Instant from;
  private final long started = System.nanoTime();
  private long messages;

  /**
   * The clock starts now.
   *
   * @param speed simulated seconds a second; 0 for as fast as possible
   * @param rate most messages a second; 0 for no limit
   * @param from the simulated instant at which it starts
   */
  public Pacer(double speed, double rate, Instant from) {
    this.speed = speed;
    this.rate = rate;
    this.from = from;
  }

  /** Returns when the message may leave. */
  public void await(Emission emission) {
    double due = 0;
    if (speed > 0) {
      due = Duration.between(from, emission.sendAt()).toNanos() / speed;
    }
    if (rate > 0) {
      due = Math.max(due, messages++ * NANOS / rate);
    }
    for (long left = left(due); left > 0; left = left(due)) {
      LockSupport.parkNanos(left);
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
    }
  }

  private long left(double due) {
    return (long) due - (System.nanoTime() - started);
  }
}
