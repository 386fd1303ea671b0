package dev.cuffline.gateway.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one writer of a store: a single thread that runs one transaction after the other, commands of
 * people before batches of intake and delivery.
 *
 * <p>A future completes after the commit, on the writer's thread: whoever waits for it on that
 * thread waits for ever.
 */
public final class Writer implements AutoCloseable {
  private final Database database;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Task<?>> commands = new ArrayDeque<>();
  private final Deque<Task<?>> batches = new ArrayDeque<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final List<Consumer<List<Changed>>> changeListeners = new CopyOnWriteArrayList<>();
  private final Thread thread;
  private boolean closing;

  private record Task<T>(Work<T> work, CompletableFuture<T> done) {}

  Writer(Database database) {
    this.database = database;
    this.thread = Thread.ofPlatform().name("cuffline-writer").start(this::run);
  }

  /** Runs a person's command in a transaction of its own, as soon as the one under way is done. */
  public <T> CompletableFuture<T> command(Work<T> work) {
    return submit(commands, work);
  }

  /** Runs a batch in a transaction of its own, when no command waits. */
  public <T> CompletableFuture<T> batch(Work<T> work) {
    return submit(batches, work);
  }

  /** Calls back after every commit, on the writer's thread; must not block. */
  public void onCommit(Runnable listener) {
    listeners.add(listener);
  }

  /**
   * Calls back with what a transaction {@link Session#changed said it changed}, after its commit
   * and never after a rollback, on the writer's thread; must not block. Not called for none.
   */
  public void onChange(Consumer<List<Changed>> listener) {
    changeListeners.add(listener);
  }

  private <T> CompletableFuture<T> submit(Deque<Task<?>> queue, Work<T> work) {
    CompletableFuture<T> done = new CompletableFuture<>();
    lock.lock();
    try {
      if (closing) {
        done.completeExceptionally(new IllegalStateException("the store is closed"));
        return done;
      }
      queue.addLast(new Task<>(work, done));
      changed.signal();
    } finally {
      lock.unlock();
    }
    return done;
  }

  private void run() {
    try (Connection connection = database.openForWriting();
        Session session =
            new Session(connection, database.dialect(), database.dialect() == Dialect.SQLITE)) {
      for (Task<?> task = next(); task != null; task = next()) {
        runInTransaction(connection, session, task);
      }
    } catch (SQLException fault) {
      refuseAll(new StoreException("the store cannot be written", fault));
    }
  }

  private @Nullable Task<?> next() {
    lock.lock();
    try {
      while (commands.isEmpty() && batches.isEmpty()) {
        if (closing) {
          return null;
        }
        changed.awaitUninterruptibly();
      }
      return commands.isEmpty() ? batches.removeFirst() : commands.removeFirst();
    } finally {
      lock.unlock();
    }
  }

  private <T> void runInTransaction(Connection connection, Session session, Task<T> task) {
    T answer;
    try {
      answer = task.work().in(session);
      connection.commit();
    } catch (SQLException | RuntimeException | Error fault) {
      session.forget();
      undo(connection, fault);
      session.takeChanges();
      task.done()
          .completeExceptionally(
              fault instanceof SQLException
                  ? new StoreException("the transaction was undone", fault)
                  : fault);
      return;
    }
    tell(session.takeChanges());
    task.done().complete(answer);
    listeners.forEach(Runnable::run);
  }

  private void tell(List<Changed> changes) {
    if (!changes.isEmpty()) {
      changeListeners.forEach(listener -> listener.accept(changes));
    }
  }

  private static void undo(Connection connection, Throwable fault) {
    try {
      connection.rollback();
    } catch (SQLException second) {
      fault.addSuppressed(second);
    }
  }

  private void refuseAll(StoreException fault) {
    lock.lock();
    try {
      closing = true;
      commands.forEach(task -> task.done().completeExceptionally(fault));
      batches.forEach(task -> task.done().completeExceptionally(fault));
      commands.clear();
      batches.clear();
    } finally {
      lock.unlock();
    }
  }

  /** Finishes what is queued, then stops. */
  @Override
  public void close() {
    lock.lock();
    try {
      closing = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
