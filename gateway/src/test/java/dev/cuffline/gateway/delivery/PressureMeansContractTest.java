package dev.cuffline.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.fhir.FhirJson;
import dev.cuffline.gateway.intake.Cuff;
import dev.cuffline.gateway.intake.TestGateway;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.Outbox;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mean pressures of whole weeks and months, told once and again when they change. */
abstract class PressureMeansContractTest {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  /** The week before the one in which tests begin. */
  private static final LocalDate MONDAY = LocalDate.of(2026, 1, 12);

  private Database database;
  private TestGateway gateway;

  /** A fresh, migrated, empty database. */
  abstract Database open();

  @BeforeEach
  void start() {
    database = open();
    gateway = new TestGateway(database);
    gateway.people().usual("p-1", "cuff-1").patient("p-2").enrol("p-2");
  }

  @AfterEach
  void stop() {
    gateway.close();
    database.close();
  }

  private void measured(LocalDate date, int hour, int systolic) {
    Instant at = date.atTime(LocalTime.of(hour, 0)).atZone(NEW_YORK).toInstant();
    gateway.judged("cuff-1", Cuff.reading(at, systolic, 80));
  }

  private void aWeek() {
    for (int day = 0; day < 4; day++) {
      measured(MONDAY.plusDays(day), 8, 120 + day);
      measured(MONDAY.plusDays(day), 20, 131);
    }
  }

  private int look() {
    try (PressureMeans means =
        new PressureMeans(
            database,
            gateway.pack().settings(),
            List.of(TestGateway.DESTINATION),
            gateway.clock())) {
      return means.look(gateway.clock().instant());
    }
  }

  /** The means as they would be sent now, the newest version of each entry. */
  private List<String> sent() {
    FhirResources source = new FhirResources(gateway.identity(), new FhirJson());
    return database.read(session -> {
      List<String> all = new ArrayList<>();
      for (Outbox.Entry entry : Outbox.oldest(session, TestGateway.DESTINATION, 100)) {
        if (entry.kind().equals(Outbox.MEAN)) {
          source.resources(session, entry).forEach(it -> all.add(it.version() + it.json()));
        }
      }
      return all;
    });
  }

  @Test
  void aWholeWeekIsToldOnce() {
    aWeek();

    int first = look();
    int again = look();

    assertThat(first).as("the week; in December nothing was measured").isEqualTo(1);
    assertThat(again).isZero();
    assertThat(sent())
        .singleElement()
        .asString()
        .startsWith("1{")
        .contains("\"status\":\"final\"", "\"value\":126.3", "\"value\":80.0", "\"value\":8,")
        .contains("\"start\":\"2026-01-12T08:00:00-05:00\"")
        .contains("from 2026-01-12 to 2026-01-18");
  }

  @Test
  void aReadingThatComesLateAmendsItAndOneThatMovesAwayTakesItBack() {
    aWeek();
    look();
    measured(MONDAY.plusDays(5), 8, 190);

    assertThat(look()).isEqualTo(1);
    assertThat(sent().getLast()).startsWith("2{").contains("\"status\":\"amended\"", "133.3");

    gateway.clock().advance(Duration.ofMinutes(1));
    gateway
        .people()
        .handOver("cuff-1", "p-2", MONDAY.minusDays(1).atStartOfDay(NEW_YORK).toInstant());

    assertThat(look()).as("one taken back, and told about the other").isEqualTo(2);
    assertThat(sent().getFirst()).startsWith("3{").contains("entered-in-error", "Patient/p-1");
    assertThat(sent().getLast()).startsWith("1{").contains("final", "Patient/p-2");
  }

  @Test
  void tooFewReadingsAreNoMean() {
    for (int hour = 0; hour < 10; hour++) {
      measured(MONDAY, 8 + hour, 130);
    }

    assertThat(look()).as("ten on one day").isZero();
  }

  @Test
  void aWholeMonthIsToldWhenItHasEnded() {
    aWeek();
    gateway.clock().advance(Duration.ofDays(14));

    assertThat(look()).isEqualTo(1);
    assertThat(sent().getFirst()).contains("from 2026-01-01 to 2026-01-31");
  }
}
