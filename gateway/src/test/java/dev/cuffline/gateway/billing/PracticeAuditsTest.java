package dev.cuffline.gateway.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.Reads;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.gateway.store.TestDatabases;
import dev.cuffline.rules.billing.PracticeAudit;
import dev.cuffline.rules.reading.PracticeId;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A practice's records in a real store, looked through as an auditor would. */
class PracticeAuditsTest {
  private static final PayerProfiles PAYERS = PayerProfiles.read(Path.of("..", "config", "payers"));
  private static final Instant AS_OF = Instant.parse("2026-03-15T12:00:00Z");

  @TempDir private Path folder;

  private static Integer fill(Session session) throws SQLException {
    session.update(
        "INSERT INTO practice VALUES ('harbor', 'P', 'America/New_York', 'medicare-2026', 'n', 0)");
    for (String patient : List.of("p-1", "p-2")) {
      session.update(
          """
          INSERT INTO patient (practice_id, id, family, given, birth_date, zone, phones, caregivers,
            actor, authored_at)
          VALUES ('harbor', ?, 'A', 'B', '1950-01-01', 'America/New_York', '[]', '[]', 'n', 0)
          """,
          patient);
      session.update(
          """
          INSERT INTO enrolment (practice_id, id, patient_id, practitioner_id, payer_profile,
            diagnoses, ordered_on, frequency_per_day, consent_on, consent_cost_share,
            established_patient, set_up_on, set_up_billed, started_on, actor, authored_at)
          VALUES ('harbor', ?, ?, 'dr-a', 'medicare-2026', '["I10"]', '2025-12-01', 1,
            '2025-12-01', 1, 1, '2026-01-04', 1, '2025-12-01', 'n', 0)
          """,
          "e-" + patient,
          patient);
      Instant start = Instant.parse("2026-01-10T14:00:00Z");
      session.update(
          """
          INSERT INTO time_entry (practice_id, id, patient_id, start_at, end_at, performer, role,
            credential, supervisor, billing_practitioner, service, activity, data_acted_upon,
            action, entered_at, actor)
          VALUES ('harbor', ?, ?, ?, ?, 'rn-1', 'CLINICAL_STAFF', 'RN', 'dr-a', 'dr-a', 'RPM',
            'COACHING', '["r"]', 'advised', ?, 'n')
          """,
          "t-" + patient,
          patient,
          start,
          start.plusSeconds(900),
          start.plusSeconds(900));
    }
    return 2;
  }

  @Test
  void theSameSecondsForTwoPatientsAreFoundAndHeldOnBoth() {
    try (Database database = TestDatabases.sqlite(folder)) {
      assertThat(database.writer().command(PracticeAuditsTest::fill).join()).isEqualTo(2);
      try (Reads store = Reads.sqlite(folder.resolve("store.db"))) {
        PracticeAudits audits = new PracticeAudits(store, PAYERS);

        List<PracticeAudit.Finding> findings =
            audits.of(new PracticeId("harbor"), AS_OF).orElseThrow();

        assertThat(findings)
            .extracting(PracticeAudit.Finding::kind)
            .containsExactly(PracticeAudit.Kind.SIMULTANEOUS_PATIENTS);
        assertThat(findings.getFirst().evidence()).containsExactly("t-p-1", "t-p-2");
        assertThat(audits.of(new PracticeId("nobody"), AS_OF)).isEmpty();
      }
    }
  }
}
