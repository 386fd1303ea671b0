package dev.cuffline.gateway.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Looks at the gateway at intervals. Used by one thread. */
final class Watch {
  private static final double NANOS = 1e9;

  private final GatewayMetrics metrics;
  private final Optional<ProcessUse> process;
  private final GatewayMetrics.Moment before;
  private final List<Sample> samples = new ArrayList<>();

  Watch(GatewayMetrics metrics, Optional<ProcessUse> process) throws IOException {
    this.metrics = metrics;
    this.process = process;
    this.before = metrics.read();
  }

  /** How a counter has grown since the watch began. */
  long grown(GatewayMetrics.Moment now, String name) {
    return now.sum(name) - before.sum(name);
  }

  GatewayMetrics.Moment before() {
    return before;
  }

  List<Sample> samples() {
    return samples;
  }

  /** Looks once. */
  GatewayMetrics.Moment look(long zeroNanos) throws IOException {
    GatewayMetrics.Moment now = metrics.read();
    samples.add(
        new Sample(
            (System.nanoTime() - zeroNanos) / NANOS,
            grown(now, GatewayMetrics.RECEIVED),
            grown(now, GatewayMetrics.JUDGED),
            process.map(p -> p.residentBytes().orElse(0)).orElse(0L),
            process.map(ProcessUse::processorSeconds).orElse(0.0)));
    return now;
  }

  /** Looks at every interval until a moment. */
  void lookUntil(long endNanos, long intervalNanos, long zeroNanos) throws IOException {
    look(zeroNanos);
    while (pauseUntil(Math.min(endNanos, System.nanoTime() + intervalNanos))) {
      look(zeroNanos);
      if (System.nanoTime() >= endNanos) {
        return;
      }
    }
  }

  /** Looks until the gateway has nothing left to judge; false when the patience is over. */
  boolean lookUntilJudged(long patienceNanos, long intervalNanos, long zeroNanos)
      throws IOException {
    long end = System.nanoTime() + patienceNanos;
    while (look(zeroNanos).sum(GatewayMetrics.WAITING) > 0) {
      if (System.nanoTime() > end || !pauseUntil(System.nanoTime() + intervalNanos)) {
        return false;
      }
    }
    return true;
  }

  /** Returns at that moment; false when interrupted. */
  static boolean pauseUntil(long nanos) {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      if (Thread.currentThread().isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(left);
    }
    return true;
  }
}
