package dev.cuffline.gateway.billing;

import dev.cuffline.gateway.store.Reads;
import dev.cuffline.gateway.store.TestPatients;
import dev.cuffline.rules.billing.AuditLimits;
import dev.cuffline.rules.billing.PracticeAudit;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks through a practice's records in the store for what would strike an auditor (R53). */
public final class PracticeAudits {
  private final Reads store;
  private final PatientBilling billing;

  /** Over an open store, by these payer profiles. */
  public PracticeAudits(Reads store, PayerProfiles profiles) {
    this.store = store;
    this.billing = new PatientBilling(profiles);
  }

  /**
   * What strikes, as of an instant.
   *
   * @return empty when there is no such practice
   */
  public Optional<List<PracticeAudit.Finding>> of(PracticeId practice, Instant asOf) {
    Optional<ZoneId> zone =
        store.read(session ->
            session.first(
                "SELECT zone FROM practice WHERE id = ?",
                row -> ZoneId.of(row.text("zone")),
                practice));
    return zone.map(z -> PracticeAudit.of(patients(practice, asOf), z, AuditLimits.OIG_2025));
  }

  private List<PracticeAudit.Patient> patients(PracticeId practice, Instant asOf) {
    return store.read(session -> {
      List<PracticeAudit.Patient> patients = new ArrayList<>();
      Set<PatientId> tests = TestPatients.of(session, practice);
      for (PatientId patient :
          session.list(
              "SELECT id FROM patient WHERE practice_id = ? ORDER BY id",
              row -> new PatientId(row.text("id")),
              practice)) {
        if (tests.contains(patient)) {
          continue;
        }
        billing
            .billed(session, practice, patient, asOf)
            .map(billed -> new PracticeAudit.Patient(billed.facts(), billed.answer()))
            .ifPresent(patients::add);
      }
      return patients;
    });
  }
}
