package dev.cuffline.gateway.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A journal in memory that keeps the contract of the real one; it completes promises on the
 * caller's thread. It can be made to fail as a full disk would.
 */
public final class InMemoryJournal implements Journal {
  /** What stands for the disk: it outlives the journal opened on it. */
  public static final class Disk {
    private final UUID epoch = UUID.randomUUID();
    private final List<JournalEntry> entries = new ArrayList<>();
    private boolean full;
  }

  private final Disk disk;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private boolean closed;
  private boolean failed;

  /** On a disk of its own. */
  public InMemoryJournal() {
    this(new Disk());
  }

  /** On a disk that may hold entries already. */
  public InMemoryJournal(Disk disk) {
    this.disk = disk;
  }

  /** From now on the disk takes nothing more; the next append makes the journal unhealthy. */
  public void fillDisk() {
    synchronized (disk) {
      disk.full = true;
    }
  }

  @Override
  public UUID epoch() {
    return disk.epoch;
  }

  @Override
  public CompletableFuture<Long> append(Transmission transmission) {
    CompletableFuture<Long> promise;
    synchronized (disk) {
      failed |= disk.full && !closed;
      if (closed || failed) {
        return CompletableFuture.failedFuture(
            new JournalUnavailableException(closed ? "the journal is closed" : "the disk is full"));
      }
      disk.entries.add(new JournalEntry(disk.entries.size() + 1L, transmission));
      promise = CompletableFuture.completedFuture((long) disk.entries.size());
    }
    listeners.forEach(Runnable::run);
    return promise;
  }

  @Override
  public List<JournalEntry> read(long after, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit must be at least 1, not " + limit);
    }
    synchronized (disk) {
      requireOpen();
      return disk.entries.stream().skip(after).limit(limit).toList();
    }
  }

  @Override
  public Optional<JournalEntry> find(String transmissionId) {
    synchronized (disk) {
      requireOpen();
      return disk.entries.stream()
          .filter(entry -> entry.transmission().id().equals(transmissionId))
          .findFirst();
    }
  }

  @Override
  public long head() {
    synchronized (disk) {
      return disk.entries.size();
    }
  }

  @Override
  public void onAppended(Runnable listener) {
    listeners.add(listener);
  }

  @Override
  public boolean healthy() {
    synchronized (disk) {
      return !failed;
    }
  }

  @Override
  public void close() {
    synchronized (disk) {
      closed = true;
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new JournalUnavailableException("the journal is closed");
    }
  }
}
