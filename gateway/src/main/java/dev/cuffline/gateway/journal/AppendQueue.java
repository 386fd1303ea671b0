package dev.cuffline.gateway.journal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The hand-over from many appenders to the one writer, bounded by number and by bytes. When it is
 * full it refuses at once: the sender keeps its message, which is the only safe place left.
 */
final class AppendQueue {
  /** What became of an offer. */
  enum Offer {
    TAKEN,
    FULL,
    CLOSED
  }

  private final int maxTransmissions;
  private final long maxBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<PendingAppend> waiting = new ArrayDeque<>();
  private volatile long bytes;
  private volatile int size;
  private boolean closed;

  AppendQueue(int maxTransmissions, long maxBytes) {
    this.maxTransmissions = maxTransmissions;
    this.maxBytes = maxBytes;
  }

  Offer offer(PendingAppend append) {
    lock.lock();
    try {
      if (closed) {
        return Offer.CLOSED;
      }
      if (waiting.size() >= maxTransmissions || bytes + append.bytes() > maxBytes) {
        return Offer.FULL;
      }
      waiting.addLast(append);
      resized(append.bytes());
      if (waiting.size() == 1) {
        changed.signal();
      }
      return Offer.TAKEN;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Fills a group with what is waiting, without waiting for more. Blocks while nothing is.
   *
   * @return false when the queue is closed and drained
   */
  boolean takeInto(List<PendingAppend> group, int most) {
    lock.lock();
    try {
      while (waiting.isEmpty()) {
        if (closed) {
          return false;
        }
        changed.awaitUninterruptibly();
      }
      long taken = 0;
      for (int i = Math.min(most, waiting.size()); i > 0; i--) {
        PendingAppend next = waiting.removeFirst();
        taken += next.bytes();
        group.add(next);
      }
      resized(-taken);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Takes no more; what is waiting can still be taken out. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Takes no more, and hands back what nobody will write. */
  List<PendingAppend> closeAndDrain() {
    lock.lock();
    try {
      closed = true;
      var left = new ArrayList<>(waiting);
      waiting.clear();
      resized(-bytes);
      changed.signalAll();
      return left;
    } finally {
      lock.unlock();
    }
  }

  int size() {
    return size;
  }

  long bytes() {
    return bytes;
  }

  /** Under the lock; the fields are volatile only for the gauges. */
  private void resized(long byBytes) {
    long now = bytes + byBytes;
    bytes = now;
    size = waiting.size();
  }
}
