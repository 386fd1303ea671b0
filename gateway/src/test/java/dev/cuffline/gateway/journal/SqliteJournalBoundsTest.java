package dev.cuffline.gateway.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuffline.gateway.journal.SqliteJournalFile.Synchronous;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the SQLite journal does beyond the contract: durability settings, bounds, damage, metrics.
 */
class SqliteJournalBoundsTest {
  @TempDir Path folder;

  private final MeterRegistry metrics = new SimpleMeterRegistry();

  private Journal open() {
    return SqliteJournal.open(folder, JournalSettings.DEFAULTS, metrics);
  }

  @Test
  void twoJournalsHaveTwoEpochs(@TempDir Path other) {
    UUID first = epochOf(folder);
    UUID second = epochOf(other);

    assertThat(first).isNotEqualTo(second);
  }

  @Test
  void lessThanFullSynchronousIsRefused() throws SQLException {
    open().close();
    try (Connection connection = connect()) {
      execute(connection, "PRAGMA synchronous = NORMAL");

      assertThatThrownBy(() -> SqliteJournalFile.requireDurable(connection, Synchronous.FULL))
          .isInstanceOf(JournalUnavailableException.class)
          .hasMessageContaining("synchronous FULL");
    }
  }

  @Test
  void aJournalWithoutWalIsRefused() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
      assertThatThrownBy(() -> SqliteJournalFile.requireDurable(connection, Synchronous.FULL))
          .isInstanceOf(JournalUnavailableException.class)
          .hasMessageContaining("journal_mode WAL");
    }
  }

  @Test
  void aJournalOfANewerFormatIsRefused() throws SQLException {
    open().close();
    try (Connection connection = connect()) {
      execute(connection, "PRAGMA user_version = 99");
    }

    assertThatThrownBy(this::open)
        .isInstanceOf(JournalUnavailableException.class)
        .hasMessageContaining("format 99");
    try (Connection connection = connect()) {
      execute(connection, "PRAGMA user_version = 1");
    }
  }

  @Test
  void aFileThatIsNoDatabaseIsRefusedNamingTheFolder(@TempDir Path other) throws Exception {
    Files.writeString(
        other.resolve(SqliteJournalFile.NAME), "this is no database at all".repeat(100));

    assertThatThrownBy(() -> SqliteJournal.open(other, JournalSettings.DEFAULTS, metrics))
        .isInstanceOf(JournalUnavailableException.class)
        .hasMessageContaining(other.toString());
  }

  @Test
  void bytesThatChangedOnTheDiskAreNoticed() throws SQLException {
    try (var journal = open()) {
      journal.append(Transmissions.withId("01A")).join();
      try (Connection connection = connect()) {
        execute(connection, "UPDATE transmission SET payload = x'00'");
      }

      assertThatThrownBy(() -> journal.read(0, 1))
          .isInstanceOf(JournalUnavailableException.class)
          .hasMessageContaining("position 1");
    }
  }

  @Test
  void aFullQueueRefusesAtOnceAndStaysHealthy() throws InterruptedException {
    var busy = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    CompletableFuture<Long> refused;
    try (var journal = SqliteJournal.open(folder, new JournalSettings(4, 4, 1L << 20), metrics)) {
      journal.onAppended(() -> {
        busy.countDown();
        await(release);
      });
      journal.append(Transmissions.withId("first")).join();
      busy.await();
      List<CompletableFuture<Long>> waiting =
          IntStream.range(0, 4)
              .mapToObj(i -> journal.append(Transmissions.withId("waits-" + i)))
              .toList();

      refused = journal.append(Transmissions.withId("too-much"));

      assertThat(refused).isCompletedExceptionally();
      assertThat(waiting).noneMatch(CompletableFuture::isDone);
      assertThat(journal.healthy()).isTrue();
      release.countDown();
    }
    try (var journal = open()) {
      assertThat(journal.find("waits-3")).isPresent();
      assertThat(journal.find("too-much")).isEmpty();
    }
  }

  @Test
  void metricsHaveTheNamesThatOperatorsKnow() {
    var prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    try (var journal = SqliteJournal.open(folder, JournalSettings.DEFAULTS, prometheus)) {
      journal.append(Transmissions.withId("01A")).join();

      assertThat(prometheus.scrape())
          .contains("cuffline_journal_append_seconds_count 1")
          .contains("cuffline_journal_append_seconds_bucket{le=\"0.01\"}")
          .contains("cuffline_journal_batch_size_sum 1")
          .contains("cuffline_journal_queue_transmissions 0")
          .contains("cuffline_journal_queue_bytes 0")
          .contains("cuffline_journal_failed_total 0")
          .contains("cuffline_journal_head 1")
          .contains("cuffline_journal_healthy 1");
    }
  }

  @Test
  void aClosedJournalLeavesNoGaugeBehind() {
    open().close();
    Journal reopened = open();
    reopened.append(Transmissions.withId("01A")).join();

    assertThat(metrics.get("cuffline.journal.append").timer().count()).isEqualTo(1);
    reopened.close();
    assertThat(metrics.find("cuffline.journal.head").gauge()).isNull();
  }

  @Test
  void theQueueIsBoundedByBytesToo() {
    var queue = new AppendQueue(1_000, 10_000);

    AppendQueue.Offer first = queue.offer(pending(9_000));
    AppendQueue.Offer second = queue.offer(pending(9_000));

    assertThat(first).isEqualTo(AppendQueue.Offer.TAKEN);
    assertThat(second).isEqualTo(AppendQueue.Offer.FULL);
    assertThat(queue.bytes()).isBetween(9_000L, 10_000L);
  }

  @Test
  void whatWasAppendedIsDurableOrFailed() {
    Journal journal = open();
    IntStream.range(0, 100)
        .mapToObj(i -> journal.append(Transmissions.withId("id-" + i)))
        .toList()
        .forEach(CompletableFuture::join);
    journal.close();

    assertThat(journal.append(Transmissions.withId("late"))).isCompletedExceptionally();
    assertThat(metrics.get("cuffline.journal.append").timer().count()).isEqualTo(100);
    assertThat(metrics.get("cuffline.journal.failed").counter().count()).isEqualTo(1);
    assertThat(metrics.get("cuffline.journal.batch.size").summary().totalAmount()).isEqualTo(100);
  }

  private static UUID epochOf(Path folder) {
    try (var journal =
        SqliteJournal.open(folder, JournalSettings.DEFAULTS, new SimpleMeterRegistry())) {
      return journal.epoch();
    }
  }

  private PendingAppend pending(int bytes) {
    return new PendingAppend(Transmissions.with("id", new byte[bytes]), 0);
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(SqliteJournalFile.NAME));
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
