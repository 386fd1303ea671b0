package dev.cuffline.gateway.intake;

import dev.cuffline.gateway.journal.Journal;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.gateway.store.StoreException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the journal: batch after batch, each in one store transaction together with the cursor.
 *
 * <p>While the writer commits one batch, the next is read and decoded; effects and cursor move in
 * the order of the journal all the same, since nothing but the transaction asks the store.
 *
 * <p>Identities, for metrics and tests: transmissions received = judged + waiting; items = the sum
 * over their dispositions. One transmission that cannot be judged never holds up another: its batch
 * is repeated one by one, and what still fails is quarantined with reason {@code internal-error}.
 */
public final class Intake implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
  private static final int BATCH = 1_000;
  private static final int FEW = 100;
  private static final Duration GATHER = Duration.ofMillis(10);
  private static final long NOTHING_AHEAD = -1;
  private static final Duration PAUSE_AFTER_FAULT = Duration.ofSeconds(1);
  private static final Duration SETTLE = Duration.ofSeconds(10);

  private final Journal journal;
  private final Database database;
  private final Judging judging;
  private final Clock clock;
  private final IntakeMetrics metrics;
  private final Semaphore wake = new Semaphore(1);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile long position;

  /** Decoded while the batch before was written; read after {@link #aheadOf}. */
  private List<Ahead> ahead = List.of();

  private long aheadOf = NOTHING_AHEAD;
  private volatile boolean healthy = true;
  private volatile Thread thread = Thread.currentThread();

  /**
   * Finds where the store stands in the journal; judges nothing yet.
   *
   * @throws IllegalStateException when this is not the journal that the store has followed
   */
  public Intake(
      Journal journal, Database database, Judging judging, Clock clock, IntakeMetrics metrics) {
    this.journal = journal;
    this.database = database;
    this.judging = judging;
    this.clock = clock;
    this.metrics = metrics;
    this.position = database.read(session -> Cursor.restore(session, journal));
    metrics.follow(journal, this::position);
    journal.onAppended(this::wake);
  }

  /** Judges everything that is durable now, then goes on in a thread of its own. */
  public void start() {
    while (step() > 0) {
      // Until the journal is judged up to its head: the timer must not run on half the facts.
    }
    thread = Thread.ofPlatform().name("cuffline-intake").start(this::run);
  }

  /** The last position that is judged. */
  public long position() {
    return position;
  }

  /**
   * Waits until a position is judged.
   *
   * @return false when that takes longer than ten seconds
   */
  public boolean awaitPosition(long wanted) {
    long end = System.nanoTime() + SETTLE.toNanos();
    lock.lock();
    try {
      while (position < wanted) {
        long left = end - System.nanoTime();
        if (left <= 0 || !moved.await(left, TimeUnit.NANOSECONDS)) {
          return position >= wanted;
        }
      }
      return true;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  private void moveTo(long last) {
    lock.lock();
    try {
      position = last;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** False while the journal cannot be read or the store refuses what is judged. */
  public boolean healthy() {
    return healthy;
  }

  private void wake() {
    if (wake.availablePermits() == 0) {
      wake.release();
    }
  }

  private void run() {
    try {
      while (closing.getCount() > 0) {
        wake.acquire();
        wake.drainPermits();
        int judged = step();
        while (judged > 0 && closing.getCount() > 0) {
          if (judged < FEW) {
            gather();
          }
          judged = step();
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * After a small batch, lets a few more arrive: every commit of the store syncs the disk that the
   * journal's acknowledgements wait for. The first after a rest never waits.
   */
  private void gather() throws InterruptedException {
    boolean ends = closing.await(GATHER.toMillis(), TimeUnit.MILLISECONDS);
    if (ends) {
      wake();
    }
  }

  /**
   * Judges one batch.
   *
   * @return how many transmissions; 0 when none waits or the store refused
   */
  int step() {
    try {
      List<Ahead> batch = aheadOf == position ? ahead : read(position);
      if (!batch.isEmpty()) {
        judgeTogether(batch);
      }
      healthy = true;
      return batch.size();
    } catch (RuntimeException fault) {
      pauseAfter(fault);
      return 0;
    } finally {
      if (aheadOf != position) {
        ahead = List.of();
        aheadOf = NOTHING_AHEAD;
      }
    }
  }

  private List<Ahead> read(long after) {
    return journal.read(after, BATCH).stream().map(judging::decodeAhead).toList();
  }

  /** The next batch, while the writer is busy with this one; a fault shows when it is its turn. */
  private void readAhead(long after) {
    try {
      List<Ahead> next = journal.head() > after ? read(after) : List.of();
      ahead = next;
      aheadOf = next.isEmpty() ? NOTHING_AHEAD : after;
    } catch (RuntimeException _) {
      aheadOf = NOTHING_AHEAD;
    }
  }

  private void judgeTogether(List<Ahead> entries) {
    long last = entries.getLast().position();
    // What is read ahead of a small batch would wait out the gathering after it, and what gathers
    // meanwhile a whole round more.
    Runnable meanwhile = entries.size() < FEW ? Intake::nothing : () -> readAhead(last);
    try {
      judge(entries, meanwhile);
    } catch (CompletionException fault) {
      if (isFaultOfTheStore(fault)) {
        throw fault;
      }
      LOG.atError()
          .setCause(fault)
          .log("a batch could not be judged; its transmissions are judged one by one");
      entries.forEach(this::judgeAlone);
    }
  }

  /** One that no other transmission would do better with. */
  private static boolean isFaultOfTheStore(CompletionException fault) {
    return fault.getCause() instanceof StoreException store && !store.isAboutData();
  }

  private void pauseAfter(RuntimeException fault) {
    healthy = false;
    LOG.atError()
        .setCause(fault)
        .log("journal or store refuses; the journal keeps what has arrived, next try in a second");
    try {
      if (!closing.await(PAUSE_AFTER_FAULT.toMillis(), TimeUnit.MILLISECONDS)) {
        wake();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void judge(List<Ahead> entries, Runnable meanwhile) {
    commit(entries, (session, now) -> judging.apply(session, entries, now), meanwhile);
  }

  private void judgeAlone(Ahead entry) {
    try {
      judge(List.of(entry), Intake::nothing);
    } catch (CompletionException fault) {
      if (isFaultOfTheStore(fault)) {
        throw fault;
      }
      LOG.atError()
          .addKeyValue("transmission", entry.entry().transmission().id())
          .setCause(fault)
          .log("a transmission could not be judged; it is quarantined");
      commit(
          List.of(entry),
          (session, _) -> judging.applyFailed(session, entry.entry()),
          Intake::nothing);
    }
  }

  /** What is done to a batch inside its transaction. */
  @FunctionalInterface
  private interface Step {
    List<Disposition> apply(Session session, Instant now) throws SQLException;
  }

  /** What is done while one commits that is judged alone. */
  private static void nothing() {}

  private void commit(List<Ahead> entries, Step step, Runnable meanwhile) {
    long last = entries.getLast().position();
    CompletableFuture<List<Disposition>> committed =
        database
            .writer()
            .batch(session -> {
              List<Disposition> judged = step.apply(session, clock.instant());
              Cursor.moveTo(session, journal, last);
              return judged;
            });
    meanwhile.run();
    List<Disposition> dispositions = committed.join();
    metrics.judged(entries.size(), dispositions);
    // Last: who sees that nothing waits any more sees all of it counted.
    moveTo(last);
  }

  /** Finishes the batch under way. */
  @Override
  public void close() {
    closing.countDown();
    wake.release();
    try {
      if (thread != Thread.currentThread()) {
        thread.join();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
