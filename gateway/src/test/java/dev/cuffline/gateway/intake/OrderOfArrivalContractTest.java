package dev.cuffline.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;

import dev.cuffline.gateway.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is stored of a patient does not depend on the order in which it arrives. */
abstract class OrderOfArrivalContractTest {
  private static final long SEED = 99_457L;
  private static final int EXAMPLES = 50;

  private Database database;
  private TestGateway gateway;

  /** A fresh, migrated, empty database. */
  abstract Database open();

  @BeforeEach
  void start() {
    database = open();
    gateway = new TestGateway(database);
    gateway.people().usual("p-1", "cuff-1").cuff("cuff-2").assign("cuff-2", "p-1");
  }

  @AfterEach
  void stop() {
    gateway.close();
    database.close();
  }

  private record Sent(String cuff, String payload) {}

  private record Outcome(
      List<String> readings, Map<String, String> days, List<Ledger.AlertRow> alerts) {
    Outcome withoutNames() {
      return new Outcome(
          readings,
          days,
          alerts.stream()
              .map(Ledger.AlertRow::withoutName)
              .sorted(Comparator.comparing(Ledger.AlertRow::family))
              .toList());
    }
  }

  private static List<Sent> history(Random random) {
    List<Sent> history = new ArrayList<>();
    int size = 2 + random.nextInt(14);
    for (int i = 0; i < size; i++) {
      Instant at =
          TestGateway.START.minus(Duration.ofMinutes(random.nextInt(4 * 24 * 60)).plusSeconds(i));
      boolean high = random.nextInt(4) == 0;
      int systolic = (high ? 160 : 110) + random.nextInt(50);
      history.add(
          new Sent(
              random.nextBoolean() ? "cuff-1" : "cuff-2",
              Cuff.reading(at, systolic, 70 + random.nextInt(35))));
    }
    history.sort(Comparator.comparing(Sent::payload));
    return history;
  }

  /** What is there after the history has arrived in two batches. */
  private Outcome after(List<Sent> history, int firstBatch) {
    gateway.forgetDerivedRows();
    history.subList(0, firstBatch).forEach(this::send);
    gateway.judge();
    history.subList(firstBatch, history.size()).forEach(this::send);
    gateway.judge();
    return new Outcome(
        gateway.ledger().readings("p-1").stream()
            .map(stored -> stored.reading().toString())
            .toList(),
        gateway.ledger().dataDays("p-1"),
        gateway.ledger().alerts());
  }

  private void send(Sent sent) {
    gateway.send(sent.cuff(), "cuffline.v1", sent.payload());
  }

  @Test
  void inOneBatchAnyOrderGivesTheSameReadingsDaysAndAlerts() {
    qt().withFixedSeed(SEED)
        .withExamples(EXAMPLES)
        .withShrinkCycles(0)
        .forAll(integers().all())
        .checkAssert(seed -> {
          Random random = new Random(seed);
          List<Sent> history = history(random);
          List<Sent> shuffled = new ArrayList<>(history);
          Collections.shuffle(shuffled, random);

          Outcome ordered = after(history, 0);

          assertThat(after(shuffled, 0)).isEqualTo(ordered);
        });
  }

  /** An alert keeps its name for life, and its name is that of the reading that raised it. */
  @Test
  void inTwoBatchesAnyOrderGivesTheSameAlertsByWhicheverReadingTheyWereRaised() {
    qt().withFixedSeed(SEED)
        .withExamples(EXAMPLES)
        .withShrinkCycles(0)
        .forAll(integers().all())
        .checkAssert(seed -> {
          Random random = new Random(seed);
          List<Sent> history = history(random);
          List<Sent> shuffled = new ArrayList<>(history);
          Collections.shuffle(shuffled, random);

          Outcome ordered = after(history, history.size() / 2).withoutNames();

          assertThat(after(shuffled, random.nextInt(history.size())).withoutNames())
              .isEqualTo(ordered);
        });
  }
}
