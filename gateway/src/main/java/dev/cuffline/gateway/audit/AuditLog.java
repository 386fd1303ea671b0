package dev.cuffline.gateway.audit;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.JsonList;
import dev.cuffline.gateway.store.Session;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of this process. Entries that come while others are being written are written together.
 * Safe for use by many threads.
 */
public final class AuditLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);
  private static final Duration HEAD_EVERY = Duration.ofHours(1);
  private static final int MOST_AT_ONCE = 500;

  private final Database database;
  private final AuditKey key;
  private final Clock clock;
  private final String process = UlidCreator.getMonotonicUlid().toString();
  private final List<Waiting> waiting = new ArrayList<>();
  private boolean underWay;
  private long seq;
  private String code = "";
  private Instant headToldAt;

  private record Waiting(AuditEntry entry, CompletableFuture<Void> done) {}

  /** Where the chain stands after a batch. */
  private record Reached(long seq, String code) {}

  /** Opens a chain. Blocks. */
  public AuditLog(Database database, AuditKey key, Clock clock) {
    this.database = database;
    this.key = key;
    this.clock = clock;
    this.headToldAt = clock.instant();
    database
        .writer()
        .command(session ->
            session.update(
                "INSERT INTO audit_chain (process, opened_at, key_id) VALUES (?, ?, ?)",
                process,
                clock.instant(),
                key.id()))
        .join();
  }

  /** Writes an entry down; the answer comes when it is durable, on a thread that must not wait. */
  public CompletableFuture<Void> write(AuditEntry entry) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    synchronized (waiting) {
      waiting.add(new Waiting(entry, done));
      if (!underWay) {
        writeWaiting();
      }
    }
    return done;
  }

  /** Called with the lock held. */
  private void writeWaiting() {
    List<Waiting> some = waiting.subList(0, Math.min(MOST_AT_ONCE, waiting.size()));
    List<Waiting> batch = List.copyOf(some);
    some.clear();
    underWay = true;
    Reached from = new Reached(seq, code);
    var _ =
        database
            .writer()
            .command(session -> insert(session, from, batch))
            .whenComplete((reached, fault) -> written(batch, reached, fault));
  }

  private Reached insert(Session session, Reached from, List<Waiting> batch) throws SQLException {
    List<@Nullable Object[]> entries = new ArrayList<>();
    List<@Nullable Object[]> patients = new ArrayList<>();
    Reached at = from;
    for (Waiting one : batch) {
      AuditEntry entry = one.entry();
      long next = at.seq() + 1;
      at = new Reached(next, key.code(at.code(), process, next, entry));
      entries.add(
          new @Nullable Object[] {
            process,
            next,
            entry.at(),
            entry.practice(),
            entry.actor(),
            entry.action(),
            JsonList.of(entry.patients()),
            entry.outcome(),
            at.code()
          });
      for (String patient : entry.patients()) {
        patients.add(new @Nullable Object[] {entry.practice(), patient, entry.at(), process, next});
      }
    }
    session.batch(
        "INSERT INTO audit_entry"
            + " (process, seq, at, practice_id, actor, action, patients, outcome, code)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        entries);
    session.batch(
        "INSERT INTO audit_patient (practice_id, patient_id, at, process, seq)"
            + " VALUES (?, ?, ?, ?, ?)",
        patients);
    return at;
  }

  /** On the writer's thread. A batch that was undone leaves the chain where it was. */
  private void written(List<Waiting> batch, @Nullable Reached reached, @Nullable Throwable fault) {
    synchronized (waiting) {
      if (reached != null) {
        seq = reached.seq();
        code = reached.code();
        tellHead(HEAD_EVERY);
      }
      underWay = false;
      if (!waiting.isEmpty()) {
        writeWaiting();
      }
    }
    for (Waiting one : batch) {
      if (fault == null) {
        one.done().complete(null);
      } else {
        one.done().completeExceptionally(fault);
      }
    }
  }

  private void tellHead(Duration atLeast) {
    Instant now = clock.instant();
    if (seq > 0 && !now.isBefore(headToldAt.plus(atLeast))) {
      headToldAt = now;
      LOG.atInfo()
          .addKeyValue("head", new AuditHead(process, seq, code))
          .log("Audit log; keep this line elsewhere and give it to ./cuffline audit verify");
    }
  }

  /** Tells the head a last time. Entries under way are written when the store is closed. */
  @Override
  public void close() {
    synchronized (waiting) {
      tellHead(Duration.ZERO);
    }
  }
}
