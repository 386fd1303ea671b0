package dev.cuffline.gateway.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.Readings;
import dev.cuffline.gateway.store.Reads;
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
import dev.cuffline.rules.reading.ReadingId;
import dev.cuffline.rules.reading.ReadingStatus;
import dev.cuffline.rules.trend.RulePack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packs tried on a real store. */
class WhatIfHistoryTest {
  private static final Path SHIPPED = Path.of("..", "config", "alert-rules", "default.yaml");
  private static final PracticeId HARBOR = new PracticeId("harbor");

  @TempDir private Path folder;

  private static Integer enrol(Session session) throws SQLException {
    for (String practice : new String[] {"harbor", "main-street"}) {
      session.update(
          "INSERT INTO practice VALUES (?, 'P', 'America/New_York', 'medicare-2026', 'nurse-1', 0)",
          practice);
      session.update(
          """
          INSERT INTO patient (practice_id, id, family, given, birth_date, zone, phones, caregivers,
            actor, authored_at)
          VALUES (?, 'p-1', 'A', 'B', '1950-01-01', 'America/New_York', '[]', '[]', 'nurse-1', 0)
          """,
          practice);
    }
    store(session, HARBOR, 1, "2026-01-06T13:00:00Z", 184);
    store(session, HARBOR, 2, "2026-01-13T13:00:00Z", 182);
    store(session, HARBOR, 3, "2026-01-14T13:00:00Z", 190);
    store(session, new PracticeId("main-street"), 4, "2026-01-14T13:00:00Z", 190);
    return 4;
  }

  private static void store(
      Session session, PracticeId practice, int number, String at, int systolic)
      throws SQLException {
    Instant measured = Instant.parse(at);
    Reading reading =
        new Reading(
            new ReadingId("r-" + number),
            new PatientId("p-1"),
            new DeviceId("cuff-1"),
            MeasuredAt.device(measured),
            measured,
            measured,
            Optional.of(BloodPressure.of(systolic, 90)),
            Optional.empty(),
            Set.of(),
            EntryMethod.AUTOMATIC,
            ReadingStatus.FINAL,
            true);
    assertThat(
            Readings.insert(
                session,
                new StoredReading(
                    practice,
                    reading,
                    Optional.empty(),
                    Optional.empty(),
                    "cuffline.v1",
                    1,
                    "01",
                    number,
                    1)))
        .isTrue();
  }

  private RulePack higher() throws IOException {
    Path file = folder.resolve("higher.yaml");
    Files.writeString(
        file,
        Files.readString(SHIPPED)
            .replace("when: [systolic >= 180, diastolic >= 120]", "when: [systolic >= 185]"));
    return RulePackFile.read(file);
  }

  private static Map<String, Integer> crises(WhatIfHistory.Counts counts, boolean tried) {
    return (tried ? counts.tried() : counts.inForce())
        .entrySet().stream()
            .filter(each -> each.getKey().rule().value().equals("BP-CRIT-HI"))
            .collect(
                Collectors.toMap(each -> each.getKey().week().toString(), Map.Entry::getValue));
  }

  @Test
  void aHigherLimitIsComparedWithThePackInForce() throws IOException {
    try (Database database = TestDatabases.sqlite(folder)) {
      assertThat(database.writer().command(WhatIfHistoryTest::enrol).join()).isEqualTo(4);
      try (Reads store = Reads.sqlite(folder.resolve("store.db"))) {
        WhatIfHistory.Counts counts =
            new WhatIfHistory(store)
                .count(
                    new WhatIfHistory.Span(
                        Optional.of(HARBOR),
                        Optional.empty(),
                        LocalDate.of(2026, 1, 5),
                        LocalDate.of(2026, 1, 18)),
                    RulePackFile.read(SHIPPED),
                    higher());

        assertThat(counts.patients()).isEqualTo(1);
        assertThat(crises(counts, false))
            .containsOnly(Map.entry("2026-01-05", 1), Map.entry("2026-01-12", 2));
        assertThat(crises(counts, true)).containsOnly(Map.entry("2026-01-12", 1));
      }
    }
  }
}
