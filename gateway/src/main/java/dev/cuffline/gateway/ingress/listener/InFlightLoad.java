package dev.cuffline.gateway.ingress.listener;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Messages and bytes handed to the journal and not settled yet, over all connections. */
final class InFlightLoad {
  private final int maximumMessages;
  private final long maximumBytes;
  private final AtomicInteger messages = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();

  InFlightLoad(int maximumMessages, long maximumBytes) {
    this.maximumMessages = maximumMessages;
    this.maximumBytes = maximumBytes;
  }

  void enter(int size) {
    messages.incrementAndGet();
    bytes.addAndGet(size);
  }

  void leave(int size) {
    messages.decrementAndGet();
    bytes.addAndGet(-size);
  }

  boolean full() {
    return messages.get() >= maximumMessages || bytes.get() >= maximumBytes;
  }

  int messages() {
    return messages.get();
  }

  long bytes() {
    return bytes.get();
  }
}
