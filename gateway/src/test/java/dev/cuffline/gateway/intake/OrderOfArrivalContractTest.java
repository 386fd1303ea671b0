package dev.cuffline.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;

import dev.cuffline.gateway.registry.DeviceKey;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.gateway.store.StoredReading;
import dev.cuffline.rules.reading.Reading;
import dev.cuffline.rules.reading.RegulatoryStatus;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
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

  /** A transmission of a mixed stream; its copies keep its receipt. */
  private record Mixed(Instant receivedAt, String format, String payload) {}

  private static Mixed mixed(Random random, int number) {
    Instant at =
        TestGateway.START.minus(
            Duration.ofMinutes(random.nextInt(4 * 24 * 60)).plusSeconds(number));
    Instant received = at.plus(Duration.ofMinutes(random.nextInt(3 * 24 * 60)));
    int systolic = (random.nextInt(4) == 0 ? 160 : 110) + random.nextInt(50);
    return switch (random.nextInt(4)) {
      case 0 -> new Mixed(received, "mio-telemetry", Cuff.mio("990000000000017", at, systolic));
      case 1 -> {
        int group = random.nextInt(4);
        Instant of = TestGateway.START.minus(Duration.ofHours(9L * group + 1));
        yield new Mixed(received, "withings-getmeas", Cuff.withings(group, of, number, systolic));
      }
      case 2 -> new Mixed(received, "cuffline.v1", Cuff.of("serial:s-3", at, systolic, 81));
      default ->
          new Mixed(
              received,
              "cuffline.v1",
              Cuff.together(
                  Cuff.of("serial:s-3", at, systolic, 82),
                  Cuff.of("imei:990000000000017", at.plusSeconds(3_600), systolic, 83),
                  Cuff.of("serial:nobody", at, systolic, 84)));
    };
  }

  /** What is stored after a stream in this order, each transmission from one of three senders. */
  private Stored stored(List<Mixed> stream, Random senders) {
    gateway.forgetDerivedRows();
    for (Mixed sent : stream) {
      gateway.send(
          sent.receivedAt(),
          "adapter-" + senders.nextInt(3),
          sent.format(),
          sent.payload().getBytes(StandardCharsets.UTF_8));
      if (senders.nextInt(5) == 0) {
        gateway.judge();
      }
    }
    gateway.judge();
    return new Stored(
        Stream.of("p-1", "p-2")
            .flatMap(patient -> gateway.ledger().readings(patient).stream())
            .map(OrderOfArrivalContractTest::says)
            .toList(),
        gateway.ledger().dataDays("p-1"),
        gateway.ledger().dataDays("p-2"),
        gateway.database().read(OrderOfArrivalContractTest::findings));
  }

  private record Stored(
      List<String> readings,
      Map<String, String> days,
      Map<String, String> daysOfTheOther,
      List<String> findings) {}

  private static String says(StoredReading stored) {
    Reading reading = stored.reading();
    return "%s %s %s %s %s %s %s %s"
        .formatted(
            reading.id(),
            reading.patient(),
            reading.measuredAt(),
            reading.bloodPressure(),
            reading.pulse(),
            reading.entry(),
            reading.status(),
            reading.counted());
  }

  private static List<String> findings(Session session) throws SQLException {
    return session.list(
        "SELECT patient_id, rule, at, severity, evidence FROM finding ORDER BY patient_id, rule, at",
        row ->
            row.text("patient_id")
                + row.text("rule")
                + row.number("at")
                + row.text("severity")
                + row.text("evidence"));
  }

  @Test
  void aMixedStreamInAnyOrderWithAnyCopiesFromAnySendersIsTheSame() {
    gateway
        .people()
        .device("mio", RegulatoryStatus.FDA, DeviceKey.imei("990000000000017"))
        .assign("mio", "p-1")
        .patient("p-2")
        .enrol("p-2")
        .device("w", RegulatoryStatus.FDA, new DeviceKey("withings", "w-1"))
        .assign("w", "p-2")
        .device("s", RegulatoryStatus.FDA, DeviceKey.serial("s-3"))
        .assign("s", "p-2");
    qt().withFixedSeed(SEED)
        .withExamples(EXAMPLES)
        .withShrinkCycles(0)
        .forAll(integers().all())
        .checkAssert(seed -> {
          Random random = new Random(seed);
          List<Mixed> stream = new ArrayList<>();
          int size = 3 + random.nextInt(20);
          for (int i = 0; i < size; i++) {
            stream.add(mixed(random, i));
          }
          Stored once = stored(stream, random);
          List<Mixed> again = new ArrayList<>(stream);
          for (Mixed sent : stream) {
            for (int copies = random.nextInt(3); copies > 0; copies--) {
              again.add(sent);
            }
          }
          Collections.shuffle(again, random);

          assertThat(stored(again, random)).isEqualTo(once);
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
