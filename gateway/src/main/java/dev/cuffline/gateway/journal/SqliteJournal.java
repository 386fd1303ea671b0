package dev.cuffline.gateway.journal;

import dev.cuffline.gateway.journal.SqliteJournalFile.Synchronous;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The journal in one SQLite file, {@code journal.db}.
 *
 * <p>One thread takes what is waiting, writes it in one transaction and syncs; while it syncs the
 * next group gathers, so groups grow by themselves with the load and an idle journal never waits.
 * Promises are completed on that thread, after the commit, in order.
 *
 * <p>After a failed write nothing is tried again on the same handle: after a failed sync the kernel
 * may already have dropped the pages and would report success the next time. The journal stays
 * unhealthy until the process is started again, which recovers from the file.
 */
public final class SqliteJournal implements Journal {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteJournal.class);

  /** Made once: an overload must not be made worse by a stack trace for each refusal. */
  private final JournalUnavailableException queueFull =
      new JournalUnavailableException(
          "the journal's queue is full: the disk is slower than the load (settings"
              + " journal.queueTransmissions, journal.queueBytes)");

  private final JournalUnavailableException closedAlready =
      new JournalUnavailableException("the journal is closed");

  private final Path folder;
  private final int maxBatch;
  private final AppendQueue queue;
  private final SqliteJournalFile file;
  private final SqliteJournalReader reader;
  private final JournalMetrics metrics;
  private final Thread writer;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final AtomicReference<@Nullable JournalUnavailableException> failure =
      new AtomicReference<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile long head;

  private SqliteJournal(
      Path folder, JournalSettings settings, MeterRegistry registry, Synchronous synchronous)
      throws SQLException {
    this.folder = folder;
    this.maxBatch = settings.maxBatch();
    this.queue = new AppendQueue(settings.queueTransmissions(), settings.queueBytes());
    this.file = new SqliteJournalFile(folder, synchronous);
    try {
      this.reader = new SqliteJournalReader(folder);
    } catch (SQLException refused) {
      file.close();
      throw refused;
    }
    this.head = file.head();
    this.metrics = new JournalMetrics(registry, queue, this);
    this.writer = Thread.ofPlatform().name("journal-writer").unstarted(this::writeGroups);
  }

  /**
   * Opens the journal of a data folder, or makes it. The folder must be held by this process alone.
   *
   * @throws JournalUnavailableException when the file cannot be opened, is of an unknown format, or
   *     cannot be made durable (no WAL, or not {@code synchronous=FULL})
   */
  public static SqliteJournal open(Path folder, JournalSettings settings, MeterRegistry registry) {
    return open(folder, settings, registry, Synchronous.FULL);
  }

  /** For the test that proves that the P1 test can fail. */
  static SqliteJournal open(
      Path folder, JournalSettings settings, MeterRegistry registry, Synchronous synchronous) {
    try {
      var journal = new SqliteJournal(folder, settings, registry, synchronous);
      journal.writer.start();
      return journal;
    } catch (SQLException fault) {
      throw new JournalUnavailableException("cannot open the journal in " + folder, fault);
    }
  }

  @Override
  public UUID epoch() {
    return file.epoch();
  }

  @Override
  public CompletableFuture<Long> append(Transmission transmission) {
    var append = new PendingAppend(transmission, System.nanoTime());
    switch (queue.offer(append)) {
      case TAKEN -> {}
      case FULL -> refuse(append, queueFull);
      case CLOSED -> refuse(append, Objects.requireNonNullElse(failure.get(), closedAlready));
    }
    return append.promise;
  }

  @Override
  public List<JournalEntry> read(long after, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit must be at least 1, not " + limit);
    }
    return reader.read(after, limit);
  }

  @Override
  public Optional<JournalEntry> find(String transmissionId) {
    return reader.find(transmissionId).stream().findFirst();
  }

  @Override
  public long head() {
    return head;
  }

  @Override
  public void onAppended(Runnable listener) {
    listeners.add(listener);
  }

  @Override
  public boolean healthy() {
    return failure.get() == null;
  }

  /** Writes everything that was taken, then closes. */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    queue.close();
    joinWriter();
    metrics.close();
    try {
      if (healthy()) {
        reader.close();
        file.close();
      } else {
        // In this order no checkpoint runs: the failed handle is not the last, the last cannot
        // write.
        file.close();
        reader.close();
      }
    } catch (SQLException fault) {
      LOG.atWarn().addKeyValue("folder", folder).setCause(fault).log("Journal closed with a fault");
    }
  }

  private void writeGroups() {
    var group = new ArrayList<PendingAppend>(maxBatch);
    while (queue.takeInto(group, maxBatch)) {
      if (!write(group)) {
        return;
      }
      group.clear();
    }
  }

  private boolean write(List<PendingAppend> group) {
    long first = head + 1;
    try {
      file.append(first, group);
    } catch (SQLException | RuntimeException | Error fault) {
      fail(group, fault);
      return false;
    }
    head = first + group.size() - 1;
    metrics.durable(group, System.nanoTime());
    long position = first;
    for (PendingAppend each : group) {
      each.promise.complete(position++);
    }
    listeners.forEach(SqliteJournal::tell);
    return true;
  }

  private static void tell(Runnable listener) {
    try {
      listener.run();
    } catch (RuntimeException fault) {
      LOG.atError().setCause(fault).log("A listener of the journal failed");
    }
  }

  private void fail(List<PendingAppend> group, Throwable fault) {
    var unavailable = new JournalUnavailableException(explain(fault), fault);
    failure.set(unavailable);
    LOG.atError()
        .addKeyValue("folder", folder)
        .setCause(fault)
        .log("The journal failed: nothing is acknowledged until a restart");
    var left = new ArrayList<>(group);
    left.addAll(queue.closeAndDrain());
    metrics.failed(left.size());
    left.forEach(each -> each.promise.completeExceptionally(unavailable));
  }

  private String explain(Throwable fault) {
    SQLiteErrorCode code =
        fault instanceof SQLiteException sqlite
            ? sqlite.getResultCode()
            : SQLiteErrorCode.UNKNOWN_ERROR;
    return code == SQLiteErrorCode.SQLITE_FULL
        ? "the disk under the journal's folder "
            + folder
            + " is full: make room there, then restart (setting data.folder)"
        : "writing the journal in folder "
            + folder
            + " failed ("
            + code.name()
            + "): nothing is acknowledged until a restart; check the disk (setting data.folder)";
  }

  private void refuse(PendingAppend append, Exception reason) {
    metrics.failed(1);
    append.promise.completeExceptionally(reason);
  }

  private void joinWriter() {
    boolean interrupted = false;
    while (writer.isAlive()) {
      try {
        writer.join();
      } catch (InterruptedException again) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
