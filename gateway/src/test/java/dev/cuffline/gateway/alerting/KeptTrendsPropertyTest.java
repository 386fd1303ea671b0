package dev.cuffline.gateway.alerting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;

import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.Readings;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.gateway.store.StoredReading;
import dev.cuffline.gateway.store.TestDatabases;
import dev.cuffline.rules.reading.BloodPressure;
import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.EntryMethod;
import dev.cuffline.rules.reading.MeasuredAt;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import dev.cuffline.rules.reading.Reading;
import dev.cuffline.rules.reading.ReadingFlag;
import dev.cuffline.rules.reading.ReadingId;
import dev.cuffline.rules.reading.ReadingStatus;
import dev.cuffline.rules.reading.TimeQuality;
import dev.cuffline.rules.trend.RulePack;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two patients live through the same: of one, what the last fold has left to know is used; of the
 * other all is read and folded again each time. Their rows are the same after every step.
 */
class KeptTrendsPropertyTest {
  private static final long SEED = 99_457L;
  private static final int HISTORIES = 120;
  private static final int STEPS = 30;
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final PracticeId PRACTICE = new PracticeId("harbor");
  private static final RulePack PACK =
      RulePackFile.read(Path.of("..", "config", "alert-rules", "default.yaml"));

  private final PatientAlerts alerts = new PatientAlerts(PACK);
  private Database database;
  private int histories;
  private int alertsSeen;
  private int silentSteps;

  @BeforeEach
  void open(@TempDir Path folder) {
    database = TestDatabases.sqlite(folder);
    database
        .writer()
        .command(session ->
            session.update(
                "INSERT INTO practice VALUES (?, 'Harbor', ?, 'medicare-2026', 'nurse-1', 0)",
                PRACTICE,
                NEW_YORK))
        .join();
  }

  @AfterEach
  void close() {
    database.close();
  }

  /** One of the two; the ids of their readings differ in the first digit alone. */
  private record Twin(PatientId patient, char digit) {
    Reading own(Reading reading) {
      return new Reading(
          new ReadingId(digit + reading.id().value()),
          patient,
          reading.device(),
          reading.measuredAt(),
          reading.receivedAt(),
          reading.judgedAt(),
          reading.bloodPressure(),
          reading.pulse(),
          reading.flags(),
          reading.entry(),
          reading.status(),
          reading.counted());
    }
  }

  private final class History {
    private final Session session;
    private final Random random;
    private final int number = ++histories;
    private final Twin kept = new Twin(new PatientId("kept-" + number), 'a');
    private final Twin read = new Twin(new PatientId("read-" + number), 'b');
    private final int mean;
    private Instant now = Instant.parse("2026-01-20T14:00:00.123456Z");
    private int readings;
    private int actions;

    History(Session session, int seed) {
      this.session = session;
      this.random = new Random(seed);
      this.mean = 112 + random.nextInt(40);
    }

    void step() throws SQLException {
      now = now.plus(Duration.ofMinutes(random.nextInt(random.nextBoolean() ? 20 : 2_000)));
      switch (random.nextInt(12)) {
        case 0 -> passTime();
        case 1 -> act();
        case 2 -> arrive(2 + random.nextInt(4));
        default -> arrive(1);
      }
    }

    private void passTime() throws SQLException {
      alerts.refresh(session, PRACTICE, kept.patient(), NEW_YORK, List.of(), now);
      alerts.refresh(session, PRACTICE, read.patient(), NEW_YORK, now);
    }

    private void arrive(int count) throws SQLException {
      List<Reading> batch = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        batch.add(reading());
      }
      List<Reading> stored = new ArrayList<>();
      for (Reading reading : batch) {
        store(kept.own(reading));
        stored.add(kept.own(reading));
        store(read.own(reading));
      }
      alerts.refresh(session, PRACTICE, kept.patient(), NEW_YORK, stored, now);
      alerts.refresh(session, PRACTICE, read.patient(), NEW_YORK, now);
    }

    private void store(Reading reading) throws SQLException {
      assertThat(
              Readings.insert(
                  session,
                  new StoredReading(
                      PRACTICE,
                      reading,
                      Optional.empty(),
                      Optional.empty(),
                      "cuffline.v1",
                      1,
                      "01",
                      0,
                      1)))
          .isTrue();
    }

    private Reading reading() {
      Duration age =
          switch (random.nextInt(10)) {
            case 0 -> Duration.ofHours(random.nextInt(48));
            case 1 -> Duration.ofDays(random.nextInt(45));
            default -> Duration.ofSeconds(random.nextInt(90));
          };
      Instant measured = now.minus(age).minusNanos(random.nextInt(2) * 1_500L);
      boolean crisis = random.nextInt(40) == 0;
      BigDecimal systolic = value(crisis ? 150 + random.nextInt(60) : mean + random.nextInt(24));
      BigDecimal diastolic = value(55 + mean / 10 + random.nextInt(20));
      Optional<BigDecimal> pulse =
          random.nextInt(12) == 0
              ? Optional.empty()
              : Optional.of(value(random.nextInt(30) == 0 ? 36 : 55 + random.nextInt(40)));
      return new Reading(
          new ReadingId("%019d%020d".formatted(number, ++readings)),
          kept.patient(),
          new DeviceId("cuff-1"),
          new MeasuredAt(measured, quality(), Optional.empty(), ""),
          now,
          random.nextInt(15) == 0 ? now.plusSeconds(5) : now,
          pulse.isPresent() && random.nextInt(20) == 0
              ? Optional.empty()
              : Optional.of(new BloodPressure(systolic, diastolic, Optional.empty())),
          pulse,
          flags(),
          random.nextInt(20) == 0 ? EntryMethod.MANUAL : EntryMethod.AUTOMATIC,
          ReadingStatus.FINAL,
          true);
    }

    /** Mostly whole, sometimes with decimals, now and then with more than are kept. */
    private BigDecimal value(int whole) {
      return switch (random.nextInt(60)) {
        case 0 -> new BigDecimal(whole + ".125");
        case 1, 2 -> new BigDecimal(whole + ".5");
        default -> BigDecimal.valueOf(whole);
      };
    }

    private TimeQuality quality() {
      return switch (random.nextInt(25)) {
        case 0 -> TimeQuality.ESTIMATED;
        case 1 -> TimeQuality.RECEIPT_TIME;
        case 2 -> TimeQuality.VENDOR;
        default -> TimeQuality.DEVICE;
      };
    }

    private Set<ReadingFlag> flags() {
      return switch (random.nextInt(15)) {
        case 0 -> Set.of(ReadingFlag.IRREGULAR_PULSE);
        case 1 -> Set.of(ReadingFlag.BODY_MOVEMENT);
        case 2 -> Set.of(ReadingFlag.AVERAGED, ReadingFlag.IRREGULAR_PULSE);
        default -> Set.of();
      };
    }

    /** Somebody does something about the same alert of both. */
    private void act() throws SQLException {
      List<String> ofKept = alertIds(kept);
      if (!ofKept.isEmpty()) {
        int which = random.nextInt(ofKept.size());
        String kind = List.of("ACKNOWLEDGE", "SNOOZE", "CONTACT", "RESOLVE").get(random.nextInt(4));
        act(kept, ofKept.get(which), kind);
        act(read, alertIds(read).get(which), kind);
      }
    }

    private void act(Twin twin, String alert, String kind) throws SQLException {
      session.update(
          """
          INSERT INTO alert_action (practice_id, id, alert_id, patient_id, kind, until_at, outcome,
            note, actor, authored_at) VALUES (?, ?, ?, ?, ?, ?, NULL, '', 'nurse-1', ?)
          """,
          PRACTICE,
          twin.patient() + "-" + ++actions,
          alert,
          twin.patient(),
          kind,
          now.plus(Duration.ofMinutes(20)),
          now);
      alerts.refresh(session, PRACTICE, twin.patient(), NEW_YORK, now);
    }

    private List<String> alertIds(Twin twin) throws SQLException {
      return session.list(
          """
          SELECT id FROM alert WHERE patient_id = ? ORDER BY raised_at, family, raised_by
          """,
          row -> row.text("id"),
          twin.patient());
    }

    /** Everything that a fold stores, without the names that must differ. */
    private List<String> rows(Twin twin) throws SQLException {
      List<String> rows = new ArrayList<>();
      rows.addAll(
          rows(
              twin,
              "SELECT family || severity || state || confirmation || historic || pages || raised_by"
                  + " || raised_at || coalesce(due_at, '-') || rules || evidence || findings"
                  + " || sentence AS said FROM alert WHERE patient_id = ?"
                  + " ORDER BY raised_at, family, raised_by"));
      alertsSeen += rows.size();
      rows.addAll(
          rows(
              twin,
              "SELECT rule || at || severity || family || historic || review || evidence"
                  + " || sentence AS said FROM finding WHERE patient_id = ? ORDER BY rule, at"));
      rows.addAll(rows(twin, "SELECT due_at AS said FROM trend_due WHERE patient_id = ?"));
      silentSteps += rows.isEmpty() ? 1 : 0;
      return rows;
    }

    private List<String> rows(Twin twin, String sql) throws SQLException {
      return session.list(
          sql,
          row ->
              row.text("said")
                  .replace(twin.digit() + "%019d".formatted(number), "%019d".formatted(number)),
          twin.patient());
    }
  }

  @Test
  void whatIsKeptGivesTheSameRowsAsReadingEverythingAgain() {
    qt().withFixedSeed(SEED)
        .withExamples(HISTORIES)
        .withShrinkCycles(0)
        .forAll(integers().all())
        .checkAssert(seed -> database.writer().command(session -> live(session, seed)).join());

    assertThat(alertsSeen).isGreaterThan(HISTORIES);
    assertThat(silentSteps).isGreaterThan(HISTORIES);
  }

  private int live(Session session, int seed) throws SQLException {
    History history = new History(session, seed);
    for (int step = 0; step < STEPS; step++) {
      history.step();
      assertThat(history.rows(history.kept)).isEqualTo(history.rows(history.read));
    }
    return STEPS;
  }

  @Test
  void moreThanFitsPushesOutWhoWasJudgedLongestAgo() {
    PatientTrend trend =
        new PatientTrend(
            NEW_YORK, Ruling.of(PACK), new PackedWindow(), PatientTrend.Stored.NOTHING);
    KeptTrends trends = new KeptTrends(2L * trend.weight());

    trends.put(PRACTICE, new PatientId("p-1"), trend);
    trends.put(PRACTICE, new PatientId("p-2"), trend);
    boolean used = trends.get(PRACTICE, new PatientId("p-1")).isPresent();
    trends.put(PRACTICE, new PatientId("p-3"), trend);

    assertThat(used).isTrue();
    assertThat(trends.get(PRACTICE, new PatientId("p-2"))).isEmpty();
    assertThat(trends.get(PRACTICE, new PatientId("p-1"))).isPresent();
    assertThat(trends.get(PRACTICE, new PatientId("p-3"))).isPresent();
  }
}
