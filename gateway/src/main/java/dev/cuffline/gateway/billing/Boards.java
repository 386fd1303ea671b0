package dev.cuffline.gateway.billing;

import dev.cuffline.gateway.store.Changed;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Boards of whole practices, computed from the store and kept for a while.
 *
 * <p>What is kept is never the truth: whatever a transaction changed for a patient is computed
 * again before a board is shown, everything after {@link #FRESH}, and a release asks the rules
 * anew. Another process that writes the same PostgreSQL store is noticed after that time only.
 */
public final class Boards implements AutoCloseable {
  /** Also how late a board may show that a period has closed meanwhile. */
  private static final Duration FRESH = Duration.ofMinutes(10);

  private static final long SHORTLY = 200;
  private static final int MOST_BOARDS = 8;

  /** More than these are computed in the background. */
  private static final int FEW = 100;

  private final Database database;
  private final BoardReader reader;
  private final Clock clock;
  private final ExecutorService background =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("cuffline-board").factory());
  private final Map<Key, Kept> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Kept> eldest) {
          return size() > MOST_BOARDS;
        }
      };

  private record Key(PracticeId practice, YearMonth month) {}

  /** One board, and whose lines are to be computed again. */
  private static final class Kept {
    private final Set<PatientId> dirty = ConcurrentHashMap.newKeySet();
    private CompletableFuture<BoardReader.Whole> work = new CompletableFuture<>();
    private Optional<BoardReader.Whole> last = Optional.empty();
    private boolean begun;
    private boolean few;
  }

  /**
   * Boards of a store.
   *
   * @param clock the instant of each question
   */
  public Boards(Database database, PatientBilling billing, FeeTables fees, Clock clock) {
    this.database = database;
    this.reader = new BoardReader(database, billing, new Snapshots(fees));
    this.clock = clock;
    database.writer().onChange(this::changed);
  }

  private void changed(List<Changed> changes) {
    synchronized (kept) {
      for (Changed change : changes) {
        if (change instanceof Changed.Clocks(PracticeId practice, PatientId patient)) {
          kept.forEach((key, board) -> {
            if (key.practice().equals(practice)) {
              board.dirty.add(patient);
            }
          });
        }
      }
    }
  }

  /**
   * A board, as far as it is ready; its computing has begun when it is not.
   *
   * @param patience how long to wait for it
   */
  public Optional<Board> find(PracticeId practice, YearMonth month, Duration patience) {
    CompletableFuture<BoardReader.Whole> work;
    Optional<BoardReader.Whole> last;
    long millis;
    synchronized (kept) {
      Kept board = kept.computeIfAbsent(new Key(practice, month), _ -> new Kept());
      work = refreshed(practice, month, board);
      last = board.last;
      // The old board while a whole one is computed; but what somebody has just changed, at once.
      millis = last.isPresent() && !board.few ? SHORTLY : patience.toMillis();
    }
    try {
      return Optional.of(work.get(millis, TimeUnit.MILLISECONDS).board());
    } catch (TimeoutException slow) {
      return last.map(BoardReader.Whole::board);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return last.map(BoardReader.Whole::board);
    } catch (ExecutionException fault) {
      throw new IllegalStateException("the board could not be computed", fault.getCause());
    }
  }

  /** A board, waited for however long it takes. */
  public Board get(PracticeId practice, YearMonth month) {
    CompletableFuture<BoardReader.Whole> work;
    synchronized (kept) {
      work =
          refreshed(
              practice, month, kept.computeIfAbsent(new Key(practice, month), _ -> new Kept()));
    }
    return work.join().board();
  }

  private CompletableFuture<BoardReader.Whole> refreshed(
      PracticeId practice, YearMonth month, Kept board) {
    Instant now = clock.instant();
    if (board.begun && !board.work.isDone()) {
      return board.work;
    }
    boolean failed = board.begun && board.work.isCompletedExceptionally();
    boolean fresh = board.last.filter(last -> isFresh(last, now)).isPresent();
    if (fresh && !failed && board.dirty.isEmpty()) {
      return board.work;
    }
    board.begun = true;
    board.few = fresh && board.dirty.size() <= FEW;
    Set<PatientId> changed = Set.copyOf(board.dirty);
    board.dirty.clear();
    Optional<BoardReader.Whole> base = board.few ? board.last : Optional.empty();
    board.work =
        CompletableFuture.supplyAsync(
            () -> compute(practice, month, board, now, base, changed), background);
    return board.work;
  }

  private static boolean isFresh(BoardReader.Whole last, Instant now) {
    return !last.asOf().plus(FRESH).isBefore(now) && !last.asOf().isAfter(now);
  }

  /** All of it, or only what has changed since the base. */
  private BoardReader.Whole compute(
      PracticeId practice,
      YearMonth month,
      Kept board,
      Instant now,
      Optional<BoardReader.Whole> base,
      Set<PatientId> changed) {
    try {
      BoardReader.Whole whole =
          base.isPresent()
              ? reader.again(practice, month, now, base.get(), changed)
              : reader.whole(practice, month, now);
      keepExceptions(practice, whole);
      synchronized (kept) {
        board.last = Optional.of(whole);
      }
      return whole;
    } catch (RuntimeException fault) {
      synchronized (kept) {
        board.dirty.addAll(changed);
      }
      throw fault;
    }
  }

  private void keepExceptions(PracticeId practice, BoardReader.Whole whole) {
    List<ExceptionTable.Found> found = new ArrayList<>(whole.found());
    if (found.isEmpty() && whole.checked().isEmpty()) {
      return;
    }
    Instant at = clock.instant();
    database
        .writer()
        .command(session -> {
          ExceptionTable.keep(session, practice, whole.checked(), found, at);
          return found.size();
        })
        .join();
  }

  @Override
  public void close() {
    background.shutdownNow();
  }
}
