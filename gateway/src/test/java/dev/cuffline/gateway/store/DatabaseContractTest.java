package dev.cuffline.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuffline.rules.reading.PracticeId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store promises, on whichever database; run by one subclass a database. */
abstract class DatabaseContractTest {
  private static final String INSERT = "INSERT INTO store_meta (name, value) VALUES (?, ?)";

  private Database database;

  /** A fresh, migrated, empty database. */
  abstract Database open() throws Exception;

  @BeforeEach
  void openDatabase() throws Exception {
    database = open();
  }

  @AfterEach
  void closeDatabase() {
    database.close();
  }

  private List<String> names() {
    return database.read(
        session -> session.list("SELECT name FROM store_meta ORDER BY name", r -> r.text("name")));
  }

  @Test
  void aCommittedCommandIsSeenByReaders() throws Exception {
    int touched = database.writer().command(s -> s.update(INSERT, "a", "1")).get();

    assertThat(touched).isEqualTo(1);
    assertThat(names()).containsExactly("a");
  }

  @Test
  void aFailedCommandLeavesNothingAndTheWriterGoesOn() throws Exception {
    CompletableFuture<Integer> failed =
        database
            .writer()
            .command(s -> {
              s.update(INSERT, "a", "1");
              return s.update(INSERT, "a", "again");
            });

    assertThatThrownBy(failed::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(StoreException.class);
    database.writer().command(s -> s.update(INSERT, "b", "2")).get();
    assertThat(names()).containsExactly("b");
  }

  @Test
  void commandsGoBeforeBatchesThatWait() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    List<String> order = new ArrayList<>();
    Writer writer = database.writer();
    CompletableFuture<Boolean> running =
        writer.batch(s -> {
          started.countDown();
          return await(release);
        });
    started.await();

    CompletableFuture<Boolean> batch = writer.batch(s -> order.add("batch"));
    CompletableFuture<Boolean> command = writer.command(s -> order.add("command"));
    release.countDown();
    CompletableFuture.allOf(running, batch, command).get();

    assertThat(order).containsExactly("command", "batch");
  }

  private static boolean await(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  @Test
  void everyKindOfValueComesBackAsItWent() throws Exception {
    Instant instant = Instant.parse("2026-01-05T08:00:00.123456Z");
    byte[] none = new byte[0];

    database
        .writer()
        .command(s ->
            s.update(
                "INSERT INTO api_token (secret_sha256, practice_id, name, actor, authored_at)"
                    + " VALUES (?, ?, ?, ?, ?)",
                "abc",
                Optional.empty(),
                "naïve ☂",
                "a",
                instant))
        .get();

    String found =
        database.read(s ->
            s.first(
                    "SELECT * FROM api_token WHERE secret_sha256 = ?",
                    r ->
                        r.text("name")
                            + r.optionalText("practice_id").isPresent()
                            + r.instant("authored_at"),
                    "abc")
                .orElseThrow());
    assertThat(found).isEqualTo("naïve ☂false" + instant);
    assertThat(none).isEmpty();
  }

  @Test
  void aReadSeesOneSnapshot() throws Exception {
    database.writer().command(s -> s.update(INSERT, "a", "1")).get();

    long[] counts =
        database.read(s -> {
          long before = count(s);
          join(database.writer().command(w -> w.update(INSERT, "b", "2")));
          return new long[] {before, count(s)};
        });

    assertThat(counts).containsExactly(1, 1);
    assertThat(names()).containsExactly("a", "b");
  }

  private static long count(Session session) throws java.sql.SQLException {
    return session.first("SELECT count(*) AS n FROM store_meta", r -> r.number("n")).orElseThrow();
  }

  private static void join(CompletableFuture<?> future) {
    future.join();
  }

  @Test
  void closingFinishesWhatIsQueuedAndRefusesMore() throws Exception {
    CompletableFuture<Integer> queued = database.writer().batch(s -> s.update(INSERT, "a", "1"));

    database.writer().close();

    assertThat(queued.get()).isEqualTo(1);
    assertThatThrownBy(() -> database.writer().command(s -> 1).get())
        .hasCauseInstanceOf(IllegalStateException.class);
  }

  private static final Changed FIRST = new Changed.Alert(new PracticeId("harbor"), "a1");
  private static final Changed SECOND = new Changed.Alert(new PracticeId("harbor"), "a2");

  @Test
  void changesAreHeardAfterTheCommitEachOnce() {
    List<List<Changed>> heard = new ArrayList<>();
    database.writer().onChange(heard::add);

    database
        .writer()
        .batch(s -> {
          s.changed(FIRST);
          s.changed(SECOND);
          s.changed(FIRST);
          return heard.size();
        })
        .join();
    database.writer().batch(s -> s.update(INSERT, "a", "1")).join();

    assertThat(heard).containsExactly(List.of(FIRST, SECOND));
  }

  @Test
  void changesOfWhatIsUndoneAreNotHeard() {
    List<List<Changed>> heard = new ArrayList<>();
    database.writer().onChange(heard::add);

    CompletableFuture<Integer> failed =
        database
            .writer()
            .batch(s -> {
              s.changed(FIRST);
              throw new IllegalStateException("a fault");
            });
    assertThatThrownBy(failed::join).hasRootCauseMessage("a fault");
    database
        .writer()
        .batch(s -> {
          assertThatThrownBy(() ->
                  s.part(part -> {
                    part.changed(FIRST);
                    throw new IllegalStateException("a fault of a part");
                  }))
              .hasMessage("a fault of a part");
          s.changed(SECOND);
          return 1;
        })
        .join();

    assertThat(heard).containsExactly(List.of(SECOND));
  }
}
