package dev.cuffline.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.gateway.registry.DeviceKey;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.TestDatabases;
import dev.cuffline.rules.reading.RegulatoryStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P3: what is stored follows from what was received and what people wrote down. */
class ReplayVerificationTest {
  private static final int STEPS = 150;

  @TempDir private Path folder;
  private Database database;
  private TestGateway gateway;
  private int runs;

  @BeforeEach
  void start() {
    database = TestDatabases.sqlite(folder);
    gateway = new TestGateway(database);
    gateway.people().usual("p-1", "cuff-1");
    gateway
        .people()
        .patient("p-2")
        .enrol("p-2")
        .device("w-cuff", RegulatoryStatus.FDA, new DeviceKey("withings", "w-1"))
        .assign("w-cuff", "p-2");
  }

  @AfterEach
  void stop() {
    gateway.close();
    database.close();
  }

  private ReplayVerification.Report replay() {
    try {
      return gateway.replay(
          folder.resolve("store.db"), Files.createDirectories(folder.resolve("run" + ++runs)));
    } catch (IOException fault) {
      throw new IllegalStateException(fault);
    }
  }

  private void tamper(String sql) {
    database
        .writer()
        .command(session -> {
          session.update(sql);
          return true;
        })
        .join();
  }

  /** Good ones, repeats, other people's, other times, garbage, changed ones. */
  private void live(Random random) {
    for (int step = 0; step < STEPS; step++) {
      gateway.clock().advance(Duration.ofMinutes(random.nextInt(600)));
      Instant now = gateway.clock().instant();
      Instant at = now.minus(Duration.ofHours(random.nextInt(60)));
      int systolic = 100 + random.nextInt(90);
      switch (random.nextInt(7)) {
        case 0 -> gateway.send("cuff-1", "cuffline.v1", "{]");
        case 1 -> gateway.send("hub-9", "cuffline.v1", Cuff.of("serial:late", at, systolic, 81));
        case 2 ->
            gateway.send(
                "cuff-1", "cuffline.v1", Cuff.reading(now.plusSeconds(9_000), systolic, 81));
        case 3 -> {
          gateway.send("cuff-1", "cuffline.v1", Cuff.reading(at, systolic, 81));
          gateway.send("cuff-1", "cuffline.v1", Cuff.reading(at, systolic, 81));
        }
        case 4 ->
            gateway.send(
                "adapter",
                "withings-getmeas",
                Cuff.withings(random.nextInt(8), at, random.nextInt(50), systolic));
        default -> gateway.send("cuff-1", "cuffline.v1", Cuff.reading(at, systolic, 81));
      }
      if (random.nextBoolean()) {
        gateway.judge();
      }
    }
    gateway.judge();
  }

  @Test
  void aLifeOfEveryKindOfMessageFollowsFromTheJournal() {
    live(new Random(20_261));
    gateway
        .people()
        .device("late", RegulatoryStatus.FDA, DeviceKey.serial("late"))
        .assign("late", "p-1");
    gateway.clock().advance(Duration.ofHours(1));
    live(new Random(20_262));

    ReplayVerification.Report report = replay();

    assertThat(report.differences()).isEmpty();
    assertThat(report.items()).isGreaterThan(2L * STEPS);
    assertThat(report.otherVersion()).isZero();
    assertThat(report.notKept()).isZero();
  }

  @Test
  void readingsThatMovedFollowFromTheAssignmentsAsTheyStandNow() {
    live(new Random(20_263));
    Instant handedOver = gateway.clock().instant().minus(Duration.ofDays(10));
    gateway.people().handOver("cuff-1", "p-2", handedOver);
    gateway.people().handOver("w-cuff", "p-1", handedOver.plus(Duration.ofDays(2)));
    live(new Random(20_264));
    gateway.people().handOver("cuff-1", "p-1", handedOver.plus(Duration.ofDays(5)));

    assertThat(gateway.ledger().count("reading_retracted")).isPositive();
    assertThat(replay().differences()).isEmpty();
  }

  @Test
  void whatDoesNotFollowIsNamedByItsKeyAlone() {
    gateway.judged("cuff-1", Cuff.reading(TestGateway.START, 126, 81));
    gateway.judged("cuff-1", Cuff.reading(TestGateway.START.minusSeconds(86_400), 136, 82));

    tamper("UPDATE reading SET systolic = '116' WHERE systolic = '126'");
    assertThat(replay().differences())
        .singleElement()
        .asString()
        .startsWith("reading ")
        .endsWith(" is stored otherwise than it follows")
        .doesNotContain("116");

    tamper("DELETE FROM data_day WHERE day = (SELECT MIN(day) FROM data_day)");
    assertThat(replay().differences())
        .hasSize(2)
        .anyMatch(
            line -> line.startsWith("data-day ") && line.endsWith("follows, and is not stored"));
  }

  @Test
  void anItemOfAnotherVersionOfItsFormatIsLeftOutAndCounted() {
    gateway.judged("cuff-1", Cuff.reading(TestGateway.START, 126, 81));

    tamper("UPDATE item SET format_version = 77");

    assertThat(replay().otherVersion()).isEqualTo(1);
  }
}
