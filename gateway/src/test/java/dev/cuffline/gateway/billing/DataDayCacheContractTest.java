package dev.cuffline.gateway.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;

import dev.cuffline.gateway.intake.Cuff;
import dev.cuffline.gateway.intake.Enrolling;
import dev.cuffline.gateway.intake.TestGateway;
import dev.cuffline.gateway.registry.DeviceKey;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.StoredReading;
import dev.cuffline.rules.billing.RuleSets;
import dev.cuffline.rules.dataday.AssignedDevice;
import dev.cuffline.rules.dataday.DataDays;
import dev.cuffline.rules.dataday.DayGates;
import dev.cuffline.rules.dataday.DayVerdict;
import dev.cuffline.rules.dataday.HomeZones;
import dev.cuffline.rules.dataday.JudgedReading;
import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.RegulatoryStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The cache of data-days says what the pure function says, whatever people do in between. */
abstract class DataDayCacheContractTest {
  private static final long SEED = 99_454L;
  private static final int EXAMPLES = 15;
  private static final List<RegulatoryStatus> STATUSES =
      List.of(RegulatoryStatus.FDA, RegulatoryStatus.NONE, RegulatoryStatus.UNKNOWN);
  private static final int STEPS = 25;
  private static final Instant FIRST = TestGateway.START.minus(Duration.ofDays(20));

  private Database database;
  private TestGateway gateway;
  private int patients;

  /** A fresh, migrated, empty database. */
  abstract Database open();

  @BeforeEach
  void start() {
    database = open();
    gateway = new TestGateway(database);
    gateway.people().practice();
  }

  @AfterEach
  void stop() {
    gateway.close();
    database.close();
  }

  /** One patient with two cuffs, and what people have said of them so far. */
  private final class History {
    private final Random random;
    private final String patient = "p-" + ++patients;
    private final Map<String, RegulatoryStatus> statuses = new HashMap<>();
    private final Map<String, AssignedDevice> assigned = new HashMap<>();
    private Optional<LocalDate> order = Optional.empty();
    private Optional<LocalDate> consent = Optional.empty();
    private int minute;

    History(int seed) {
      random = new Random(seed);
      gateway.people().patient(patient);
      device("x-" + patient);
      device("y-" + patient);
    }

    private void step() {
      switch (random.nextInt(8)) {
        case 0 -> device(anyCuff());
        case 1 -> assign(anyCuff());
        case 2 -> enrol();
        default -> measure(anyCuff());
      }
      gateway.clock().advance(Duration.ofMinutes(1));
    }

    private String anyCuff() {
      return (random.nextBoolean() ? "x-" : "y-") + patient;
    }

    private void device(String cuff) {
      RegulatoryStatus status = STATUSES.get(random.nextInt(STATUSES.size()));
      statuses.put(cuff, status);
      gateway.people().device(cuff, status, DeviceKey.source(cuff));
    }

    private void assign(String cuff) {
      Instant from = FIRST.plus(Duration.ofHours(random.nextInt(240)));
      Optional<Instant> to =
          random.nextBoolean()
              ? Optional.empty()
              : Optional.of(from.plus(Duration.ofHours(1 + random.nextInt(240))));
      assigned.put(cuff, new AssignedDevice(new DeviceId(cuff), RegulatoryStatus.FDA, from, to));
      gateway.people().assign("a-" + cuff, cuff, Optional.empty(), patient, from, to);
    }

    private void enrol() {
      order = anyDate();
      consent = anyDate();
      gateway.people().enrol(patient, order, consent);
    }

    private Optional<LocalDate> anyDate() {
      return random.nextInt(4) == 0
          ? Optional.empty()
          : Optional.of(LocalDate.of(2026, 1, 1).plusDays(random.nextInt(12)));
    }

    private void measure(String cuff) {
      Instant at =
          FIRST.plus(Duration.ofMinutes(random.nextInt(19 * 24 * 60)).plusSeconds(minute++));
      String more = random.nextInt(4) == 0 ? ", \"entry\": \"manual\"" : "";
      gateway.judged(cuff, Cuff.reading(at.toString(), 120, 80, more));
    }

    /** The earliest qualifying reading of each date, by the pure function over all readings. */
    private Map<String, String> days() {
      DayGates gates =
          new DayGates(
              new PatientId(patient),
              HomeZones.of(Enrolling.NEW_YORK),
              assigned.values().stream()
                  .map(it ->
                      new AssignedDevice(
                          it.device(),
                          statuses.getOrDefault(it.device().value(), RegulatoryStatus.UNKNOWN),
                          it.from(),
                          it.to()))
                  .toList(),
              order,
              consent,
              Optional.empty(),
              Optional.empty(),
              List.of(),
              List.of());
      List<JudgedReading> judged =
          DataDays.judge(
              gateway.ledger().readings(patient).stream().map(StoredReading::reading).toList(),
              gates,
              RuleSets.all().getLast().device().limits(),
              Instant.MAX);
      Map<String, String> days = new TreeMap<>();
      for (JudgedReading reading : judged) {
        if (reading.verdict() instanceof DayVerdict.Counts counts) {
          days.putIfAbsent(counts.date().toString(), reading.reading().value());
        }
      }
      return days;
    }
  }

  @Test
  void theCacheIsThePureFunctionAfterAnyHistory() {
    List<Integer> counted = new ArrayList<>();
    qt().withFixedSeed(SEED)
        .withExamples(EXAMPLES)
        .withShrinkCycles(0)
        .forAll(integers().all())
        .checkAssert(seed -> {
          History history = new History(seed);
          for (int i = 0; i < STEPS; i++) {
            history.step();
            assertThat(gateway.ledger().dataDays(history.patient)).isEqualTo(history.days());
          }
          counted.add(history.days().size());
        });

    assertThat(counted).anyMatch(days -> days > 2);
  }

  @Test
  void aDateBelongsToThePatientsZoneAndNotToUtc() {
    gateway.people().patient("p-1").enrol("p-1").cuff("c-1").assign("c-1", "p-1");

    gateway.judged("c-1", Cuff.reading(Instant.parse("2026-01-20T04:30:00Z"), 120, 80));

    assertThat(gateway.ledger().dataDays("p-1")).containsOnlyKeys("2026-01-19");
  }
}
