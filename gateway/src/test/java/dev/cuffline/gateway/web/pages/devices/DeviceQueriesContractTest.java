package dev.cuffline.gateway.web.pages.devices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.gateway.registry.DeviceAssignment;
import dev.cuffline.gateway.registry.DeviceEvent;
import dev.cuffline.gateway.registry.DeviceKey;
import dev.cuffline.gateway.registry.RegistryQueries;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.Work;
import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the pages of cuffs read, on whichever database; the other practice is never seen. */
abstract class DeviceQueriesContractTest {
  private static final PracticeId PRACTICE = new PracticeId("harbor");
  private static final DeviceId CUFF = new DeviceId("c1");
  private static final Instant NOW = Instant.parse("2026-01-31T13:00:00Z");
  private static final Instant EARLIER = NOW.minus(Duration.ofHours(2));

  /** ULIDs of an hour before now. */
  private static final String T1 = "01KGA1ZW00AAAAAAAAAAAAAAA1";

  private static final String T2 = "01KGA1ZW00AAAAAAAAAAAAAAA2";
  private static final String FOREIGN = "01KGA1ZW00AAAAAAAAAAAAAAA3";

  private Database database;

  /** A fresh, migrated, empty database. */
  abstract Database open() throws Exception;

  @BeforeEach
  void fill() throws Exception {
    database = open();
    for (String practice : List.of("harbor", "other")) {
      write(
          "INSERT INTO practice (id, name, zone, payer_profile, actor, authored_at)"
              + " VALUES (?, 'P', 'UTC', 'm', 'a', 0)",
          practice);
      for (String patient : List.of("p1", "p2")) {
        write(
            "INSERT INTO patient (practice_id, id, family, given, birth_date, zone, phones,"
                + " caregivers, actor, authored_at)"
                + " VALUES (?, ?, ?, 'Ben', '1950-03-31', 'UTC', '[]', '[]', 'a', 0)",
            practice,
            patient,
            patient.equals("p1") ? "Adams" : "Baker");
      }
      write(
          "INSERT INTO device (practice_id, id, format, regulatory_status, manufacturer, model,"
              + " actor, authored_at) VALUES (?, 'c1', 'cuffline.v1', 'FDA', '', '', 'a', 0)",
          practice);
    }
    write("INSERT INTO device_key VALUES ('harbor', 'serial:C1', 'c1')");
    write("INSERT INTO patient_identifier VALUES ('harbor', 'urn:mrn', 'M-2', 'p2')");
    write(
        "INSERT INTO assignment (practice_id, id, device_id, slot, patient_id, from_at, to_at,"
            + " actor, authored_at) VALUES ('harbor', 'a1', 'c1', NULL, 'p1', ?, NULL, 'a', 0)",
        EARLIER);
    write(
        "INSERT INTO device_event (practice_id, id, device_id, kind, at, note, actor,"
            + " authored_at) VALUES ('harbor', 'e1', 'c1', 'SHIPPED', ?, '', 'a', 0)",
        EARLIER);
    write(
        "INSERT INTO device_fault VALUES ('harbor', 'c1', 'clock-future', 2, ?),"
            + " ('harbor', 'c1', 'no-value', 3, ?)",
        EARLIER,
        NOW);
    item(T1, "harbor", "quarantine", "[\"unassigned\"]", "r1");
    item(T2, "harbor", "reject", "[\"not-json\"]", null);
    item(FOREIGN, "other", "quarantine", "[\"unassigned\"]", null);
    write(
        "INSERT INTO alert (practice_id, id, family, severity, state, confirmation, historic,"
            + " pages, raised_by, raised_at, rules, evidence, findings, sentence)"
            + " VALUES ('harbor', 'al', 'BP_HIGH', 'CRITICAL', 'OPEN', 'NONE', 0, 1, 'r1', ?,"
            + " '[]', '[]', '[]', 'Unassigned cuff: 214/128, whose is it?')",
        NOW);
  }

  private void item(
      String id, String practice, String disposition, String reasons, @Nullable String reading) {
    write(
        "INSERT INTO item (transmission_id, item_no, practice_id, position, received_at,"
            + " judged_at, source, transport, format, format_version, disposition, reasons,"
            + " detail, device_key, device_id, reading_id) VALUES (?, 0, ?, 1, ?, ?, 's', 'http',"
            + " 'cuffline.v1', 1, ?, ?, '', 'serial:C1', 'c1', ?)",
        id,
        practice,
        NOW,
        NOW,
        disposition,
        reasons,
        reading);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void write(String sql, @Nullable Object... arguments) {
    database.writer().batch(s -> s.update(sql, arguments)).join();
  }

  private <T> T read(Work<T> work) {
    return database.read(work);
  }

  @Test
  void aCuffIsShownWithItsHolderItsLifeAndItsFaults() {
    List<DeviceLine> lines = read(db -> DeviceQueries.lines(db, PRACTICE, NOW));

    assertThat(lines).hasSize(1);
    DeviceLine line = lines.getFirst();
    assertThat(line.called()).isEqualTo("serial:C1");
    assertThat(line.holders())
        .containsExactly(new DeviceLine.Holder("p1", "Adams, Ben", Optional.empty()));
    assertThat(line.state()).contains(DeviceEvent.Kind.SHIPPED);
    assertThat(line.faults()).isEqualTo(5);
    assertThat(line.clockFaultAt()).contains(EARLIER);
    assertThat(line.isClockOff(NOW)).isTrue();
    assertThat(this.<Optional<DeviceLine>>read(db -> DeviceQueries.line(db, PRACTICE, CUFF, NOW)))
        .contains(line);
    assertThat(
            this.<Optional<DeviceId>>read(
                db -> DeviceQueries.byKey(db, PRACTICE, DeviceKey.serial("C1"))))
        .contains(CUFF);
    assertThat(this.<List<DeviceQueries.Fault>>read(db -> DeviceQueries.faults(db, PRACTICE, CUFF)))
        .hasSize(2);
    assertThat(
            this.<Long>read(db ->
                DeviceQueries.measuredSince(db, PRACTICE, new PatientId("p1"), CUFF, EARLIER)))
        .isZero();
  }

  @Test
  void whatWaitsIsFoundByReasonByCuffAndBySeverity() {
    String unassigned = "[\"unassigned\"]";
    assertThat(this.<Map<String, Long>>read(db -> ItemQueries.waiting(db, PRACTICE)))
        .containsOnlyKeys(unassigned);
    assertThat(
            this.<List<ItemLine>>read(
                db -> ItemQueries.waiting(db, PRACTICE, List.of(unassigned), true, 10, 0)))
        .extracting(ItemLine::criticalValue)
        .containsExactly("214/128 mmHg");
    assertThat(
            this.<List<ItemLine>>read(
                db -> ItemQueries.waiting(db, PRACTICE, List.of(unassigned), false, 10, 0)))
        .isEmpty();
    assertThat(this.<List<ItemLine>>read(db -> ItemQueries.critical(db, PRACTICE, 10))).hasSize(1);
    assertThat(this.<List<ItemLine>>read(db -> ItemQueries.waitingOf(db, PRACTICE, "c1", 10)))
        .hasSize(1);
    assertThat(this.<Optional<ItemLine>>read(db -> ItemQueries.item(db, PRACTICE, FOREIGN, 0)))
        .isEmpty();
    assertThat(this.<List<ItemLine>>read(db -> ItemQueries.ofTransmission(db, PRACTICE, FOREIGN)))
        .isEmpty();
    assertThat(
            this.<ItemQueries.Waiting>read(
                    db -> ItemQueries.ofKey(db, PRACTICE, "serial:C1", Duration.ofDays(1)))
                .first())
        .contains(NOW);
  }

  @Test
  void theNewestAndWhatCouldNotBeReadAreFoundByTheTimeInTheirIds() {
    List<DeviceAssignment> uses = read(db -> RegistryQueries.assignments(db, PRACTICE, CUFF));
    Instant before = Instant.parse("2026-01-01T00:00:00Z");
    assertThat(this.<List<ItemLine>>read(db -> ItemQueries.newest(db, PRACTICE, CUFF, uses, 10)))
        .extracting(ItemLine::transmission)
        .containsExactly(T1);
    assertThat(this.<List<ItemLine>>read(db -> ItemQueries.since(db, PRACTICE, CUFF, before, 10)))
        .hasSize(2);
    assertThat(this.<List<ItemLine>>read(db -> ItemQueries.rejected(db, PRACTICE, before, 10)))
        .extracting(ItemLine::transmission)
        .containsExactly(T2);
    assertThat(
            this.<List<ItemLine>>read(
                db -> ItemQueries.rejected(db, PRACTICE, NOW.plusSeconds(86_400_000), 10)))
        .isEmpty();
  }

  @Test
  void patientsAreOfferedAndFoundByNameAndNumber() {
    write(
        "INSERT INTO practitioner (practice_id, id, npi, family, given, actor, authored_at)"
            + " VALUES ('harbor', 'd', '1', 'R', 'A', 'a', 0)");
    write(
        "INSERT INTO enrolment (practice_id, id, patient_id, practitioner_id, payer_profile,"
            + " diagnoses, frequency_per_day, consent_cost_share, established_patient,"
            + " set_up_billed, started_on, actor, authored_at) VALUES ('harbor', 'e', 'p2', 'd',"
            + " 'm', '[]', 1, 1, 1, 0, '2026-01-02', 'a', 0)");
    assertThat(
            this.<List<Candidates.Candidate>>read(
                db -> Candidates.offered(db, PRACTICE, "c1", NOW, LocalDate.parse("2026-01-31"))))
        .extracting(Candidates.Candidate::id)
        .containsExactly("p1", "p2");
    assertThat(this.<List<Candidates.Candidate>>read(db -> Candidates.found(db, PRACTICE, "bak")))
        .extracting(Candidates.Candidate::mrn)
        .containsExactly("M-2");
    assertThat(this.<List<Candidates.Candidate>>read(db -> Candidates.found(db, PRACTICE, "M-2")))
        .hasSize(1);
  }
}
