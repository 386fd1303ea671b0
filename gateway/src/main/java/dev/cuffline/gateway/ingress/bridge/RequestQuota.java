package dev.cuffline.gateway.ingress.bridge;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Requests under way, for each source and in total. Safe for use by many threads. */
final class RequestQuota {
  private final int perSource;
  private final int inTotal;
  private final AtomicInteger total = new AtomicInteger();
  private final ConcurrentHashMap<String, Integer> bySource = new ConcurrentHashMap<>();

  RequestQuota(int perSource, int inTotal) {
    this.perSource = perSource;
    this.inTotal = inTotal;
  }

  /** Takes a place when there is one; who gets it must {@link #leave}. */
  boolean enter(String sourceId) {
    if (total.incrementAndGet() > inTotal) {
      total.decrementAndGet();
      return false;
    }
    if (bySource.merge(sourceId, 1, Integer::sum) > perSource) {
      leave(sourceId);
      return false;
    }
    return true;
  }

  void leave(String sourceId) {
    total.decrementAndGet();
    bySource.computeIfPresent(sourceId, (id, count) -> count == 1 ? null : count - 1);
  }

  int total() {
    return total.get();
  }
}
