package dev.cuffline.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.gateway.store.Database;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That every list goes on after its cursor, on whichever database. */
abstract class DerivedQueriesContractTest {
  private static final PracticeId PRACTICE = new PracticeId("harbor");
  private static final PatientId PATIENT = new PatientId("p1");
  private static final Instant AT = Instant.parse("2026-01-11T03:30:00Z");
  private static final DerivedQueries.Window WINDOW =
      new DerivedQueries.Window(Optional.of(AT), Optional.of(AT.plusSeconds(60)));

  private Database database;
  private DerivedQueries derived;

  /** A fresh, migrated, empty database. */
  abstract Database open() throws Exception;

  @BeforeEach
  void openDatabase() throws Exception {
    database = open();
    derived = new DerivedQueries(database);
    write(
        "INSERT INTO practice (id, name, zone, payer_profile, actor, authored_at)"
            + " VALUES ('harbor', 'Harbor', 'UTC', 'm', 'a', 0)");
    write(
        "INSERT INTO patient (practice_id, id, family, given, birth_date, zone, phones,"
            + " caregivers, actor, authored_at)"
            + " VALUES ('harbor', 'p1', 'A', 'B', '1950-03-31', 'UTC', '[]', '[]', 'a', 0)");
  }

  @AfterEach
  void closeDatabase() {
    database.close();
  }

  private void write(String sql, @Nullable Object... arguments) {
    database.writer().batch(s -> s.update(sql, arguments)).join();
  }

  private static Optional<List<String>> after(String... key) {
    return Optional.of(List.of(key));
  }

  @Test
  void itemsGoOnAfterTheirCursor() {
    for (int number = 0; number < 2; number++) {
      write(
          "INSERT INTO item (transmission_id, item_no, practice_id, position, received_at,"
              + " judged_at, source, transport, format, format_version, disposition, reasons,"
              + " detail) VALUES ('01A', ?, 'harbor', 1, ?, ?, 's', 'http', 'f', 1, 'accept',"
              + " '[]', '')",
          number,
          AT,
          AT);
    }

    List<ItemView> rest =
        derived.items(PRACTICE, List.of("accept"), Optional.empty(), WINDOW, after("01A", "1"), 10);

    assertThat(rest).extracting(ItemView::item).containsExactly(0);
    assertThat(derived.itemsOf(PRACTICE, "01A")).hasSize(2);
  }

  @Test
  void readingsGoOnAfterTheirCursor() {
    for (String id : List.of("r1", "r2")) {
      write(
          "INSERT INTO reading (practice_id, patient_id, measured_at, reading_id, device_id,"
              + " received_at, judged_at, flags, entry, status, counted, time_quality, raw_time,"
              + " format, format_version, transmission_id, item_no, version) VALUES ('harbor',"
              + " 'p1', ?, ?, 'd', ?, ?, '[]', 'a', 'f', 1, 'd', '', 'f', 1, 't', 0, 1)",
          AT,
          id,
          AT,
          AT);
    }

    Optional<List<ReadingView>> rest =
        derived.readings(PRACTICE, PATIENT, WINDOW, after(AT.toString(), "r2"), 10);

    assertThat(rest.orElseThrow()).extracting(ReadingView::id).containsExactly("r1");
  }

  @Test
  void aPressureIsShownWithThePulseAndTheFlagOfItsSession() {
    String insert =
        "INSERT INTO reading (practice_id, patient_id, measured_at, reading_id, device_id,"
            + " session, received_at, judged_at, systolic, diastolic, pulse, flags, entry, status,"
            + " counted, time_quality, raw_time, format, format_version, transmission_id, item_no,"
            + " version) VALUES ('harbor', 'p1', ?, ?, 'd', ?, ?, ?, ?, ?, ?, ?, 'a', ?, 1, 'd',"
            + " '', 'f', 1, 't', 0, 1)";
    write(insert, AT, "r1", "s|1", AT, AT, "128", "82", null, "[\"AVERAGED\"]", "FINAL");
    write(insert, AT, "r2", "s|2", AT, AT, "131", "84", null, "[]", "FINAL");
    write(insert, AT, "r3", "s|1", AT, AT, null, null, "71", "[]", "FINAL");
    write(insert, AT, "r4", "s|1", AT, AT, null, null, null, "[\"IRREGULAR_PULSE\"]", "FINAL");
    write(insert, AT, "r5", "s|2", AT, AT, null, null, "80", "[]", "ENTERED_IN_ERROR");

    List<ReadingView> readings =
        derived.readings(PRACTICE, PATIENT, WINDOW, Optional.empty(), 10).orElseThrow();

    ReadingView first = readings.getLast();
    assertThat(first.id()).isEqualTo("r1");
    assertThat(first.pulse()).hasValue(new BigDecimal("71"));
    assertThat(first.flags().toString()).isEqualTo("[\"AVERAGED\",\"IRREGULAR_PULSE\"]");
    assertThat(readings.get(3).pulse()).isEmpty();
  }

  @Test
  void findingsAndAlertsGoOnAfterTheirCursor() {
    for (String id : List.of("a", "b")) {
      write(
          "INSERT INTO finding (practice_id, patient_id, rule, at, severity, family, historic,"
              + " evidence, sentence, review) VALUES ('harbor', 'p1', ?, ?, 'HIGH', 'f', 0, '[]',"
              + " '', 0)",
          id,
          AT);
      write(
          "INSERT INTO alert (practice_id, id, patient_id, family, severity, state, confirmation,"
              + " historic, pages, raised_at, rules, evidence, sentence, raised_by, findings)"
              + " VALUES ('harbor', ?, 'p1', 'f', 'HIGH', 'OPEN', 'NONE', 0, 0, ?, '[]', '[]', '',"
              + " 'r1', '[]')",
          id,
          AT);
    }
    String at = AT.toString();

    assertThat(derived.findings(PRACTICE, PATIENT, after(at, "b"), 10))
        .extracting(FindingView::rule)
        .containsExactly("a");
    assertThat(derived.alertsOf(PRACTICE, PATIENT, after(at, "b"), 10))
        .extracting(AlertView::id)
        .containsExactly("a");
    assertThat(derived.openAlerts(PRACTICE, after("1", at, "a"), 10))
        .extracting(AlertView::id)
        .containsExactly("b");
  }
}
