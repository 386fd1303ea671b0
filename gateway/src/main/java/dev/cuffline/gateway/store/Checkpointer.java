package dev.cuffline.gateway.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies committed pages from SQLite's write-ahead log into the database file, on a thread and a
 * connection of its own, so that the writer need not.
 *
 * <p>A passive checkpoint waits for nobody and nobody waits for it, but while the writer goes on
 * there is always a rest in the log, and the log starts again from its beginning only when there is
 * none. So the writer still finishes a checkpoint each {@value #LOG_PAGES} pages; what is left to
 * it is what was committed since the last pass here (SQLite, "Write-Ahead Logging", section 2.1).
 */
final class Checkpointer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Checkpointer.class);

  /** Pages of 4 KiB in the log from which on the writer finishes a checkpoint. */
  static final int LOG_PAGES = 16_000;

  /** Between two passes while much is committed, and while little is: each pass costs a sync. */
  private static final long SHORT_MILLIS = 100;

  private static final long LONG_MILLIS = 1_000;
  private static final int MUCH_PAGES = 500;

  private final DataSource source;
  private final Semaphore committed = new Semaphore(0);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private long copiedBefore;

  Checkpointer(DataSource source) {
    this.source = source;
    this.thread = Thread.ofPlatform().daemon().name("cuffline-checkpoint").start(this::run);
  }

  /** Says that something was committed. Never blocks. */
  void wake() {
    if (committed.availablePermits() == 0) {
      committed.release();
    }
  }

  private void run() {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      long pause = LONG_MILLIS;
      while (closing.getCount() > 0) {
        committed.acquire();
        // Pages that are committed again in this time are copied once.
        if (!closing.await(pause, TimeUnit.MILLISECONDS)) {
          committed.drainPermits();
          pause = checkpoint(statement) > MUCH_PAGES ? SHORT_MILLIS : LONG_MILLIS;
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (SQLException fault) {
      LOG.atWarn().setCause(fault).log("no checkpoints beside the writer; it makes them itself");
    }
  }

  /** How many pages more than at the pass before are copied; many when the log began anew. */
  private long checkpoint(Statement statement) {
    try (ResultSet answer = statement.executeQuery("PRAGMA wal_checkpoint(PASSIVE)")) {
      long copied = answer.next() ? answer.getLong("checkpointed") : 0;
      long more = copied >= copiedBefore ? copied - copiedBefore : copied;
      copiedBefore = copied;
      return more;
    } catch (SQLException fault) {
      // Nothing is lost: the log keeps what is not copied, and the writer meets the same fault.
      LOG.atWarn().setCause(fault).log("the store's log could not be copied; next try follows");
      return 0;
    }
  }

  @Override
  public void close() {
    closing.countDown();
    committed.release();
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
