package dev.cuffline.gateway.ingress;

import dev.cuffline.gateway.journal.Journal;
import dev.cuffline.gateway.journal.JournalEntry;
import dev.cuffline.gateway.journal.JournalUnavailableException;
import dev.cuffline.gateway.journal.Transmission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** A journal whose promises are kept or broken by hand, one by one, in any order. */
public final class HandDrivenJournal implements Journal {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final List<Transmission> transmissions = new ArrayList<>();
  private final List<CompletableFuture<Long>> promises = new ArrayList<>();
  private boolean immediate;
  private boolean healthy = true;

  /** From now on every append is durable at once. */
  public synchronized HandDrivenJournal immediate() {
    immediate = true;
    return this;
  }

  public synchronized void healthy(boolean healthy) {
    this.healthy = healthy;
  }

  /** Keeps the promise of the append with this index, counted from 0. */
  public void complete(int index) {
    promise(index).complete(index + 1L);
  }

  public void completeAll() {
    for (int i = 0; i < size(); i++) {
      complete(i);
    }
  }

  public void fail(int index) {
    promise(index).completeExceptionally(new JournalUnavailableException("by hand"));
  }

  public synchronized int size() {
    return transmissions.size();
  }

  public synchronized Transmission get(int index) {
    return transmissions.get(index);
  }

  public synchronized List<Transmission> all() {
    return List.copyOf(transmissions);
  }

  /** Waits until so many were appended. */
  public synchronized void await(int count) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (transmissions.size() < count) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError(transmissions.size() + " appended, expected " + count);
      }
      wait(left);
    }
  }

  @Override
  public CompletableFuture<Long> append(Transmission transmission) {
    CompletableFuture<Long> promise = new CompletableFuture<>();
    boolean now;
    int position;
    synchronized (this) {
      transmissions.add(transmission);
      promises.add(promise);
      position = transmissions.size();
      now = immediate;
      notifyAll();
    }
    if (now) {
      promise.complete((long) position);
    }
    return promise;
  }

  @Override
  public synchronized boolean healthy() {
    return healthy;
  }

  @Override
  public UUID epoch() {
    return new UUID(0, 1);
  }

  @Override
  public List<JournalEntry> read(long after, int limit) {
    throw new UnsupportedOperationException("ingress never reads");
  }

  @Override
  public Optional<JournalEntry> find(String transmissionId) {
    throw new UnsupportedOperationException("ingress never reads");
  }

  @Override
  public long head() {
    return size();
  }

  @Override
  public void onAppended(Runnable listener) {}

  @Override
  public void close() {}

  private synchronized CompletableFuture<Long> promise(int index) {
    return promises.get(index);
  }
}
