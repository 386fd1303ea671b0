package dev.cuffline.gateway.billing;

import dev.cuffline.gateway.store.Row;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.billing.BillingCode;
import dev.cuffline.rules.billing.ReleasedClaim;
import dev.cuffline.rules.reading.DateRange;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The tables of released claims and their steps. */
final class ClaimTable {
  /** Everything but the snapshot, which is long. */
  private static final String COLUMNS =
      "SELECT id, batch, patient_id, enrolment_id, code, units, date_of_service, period_from,"
          + " period_to, state, replaces, amount, snapshot_sha256, evidence_sha256, actor,"
          + " authored_at FROM released_claim WHERE practice_id = ?";

  private ClaimTable() {}

  static void insert(Session session, PracticeId practice, Claim claim, String snapshot)
      throws SQLException {
    session.update(
        """
        INSERT INTO released_claim (practice_id, id, batch, patient_id, enrolment_id, code, units,
          date_of_service, period_from, period_to, state, live, replaces, amount, snapshot,
          snapshot_sha256, evidence_sha256, actor, authored_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        practice,
        claim.id(),
        claim.batch(),
        claim.patient(),
        claim.enrolment(),
        claim.code(),
        claim.units(),
        claim.dateOfService(),
        claim.period().from(),
        claim.period().to(),
        claim.state(),
        claim.state().isLive(),
        claim.replaces(),
        claim.amount().map(amount -> amount.toPlainString()),
        snapshot,
        claim.snapshotSha256(),
        claim.evidenceSha256(),
        claim.releasedBy(),
        claim.releasedAt());
    addEvent(
        session,
        practice,
        claim.id(),
        new ClaimEvent(claim.state(), "", claim.releasedBy(), claim.releasedAt()));
  }

  /** Moves a claim on; what it says stays. */
  static void move(Session session, PracticeId practice, Claim claim, ClaimEvent event)
      throws SQLException {
    session.update(
        "UPDATE released_claim SET state = ?, live = ? WHERE practice_id = ? AND id = ?",
        event.state(),
        event.state().isLive(),
        practice,
        claim.id());
    addEvent(session, practice, claim.id(), event);
  }

  private static void addEvent(Session session, PracticeId practice, String claim, ClaimEvent event)
      throws SQLException {
    session.update(
        """
        INSERT INTO claim_event (practice_id, claim_id, seq, state, note, actor, authored_at)
        SELECT ?, ?, COUNT(*) + 1, ?, ?, ?, ? FROM claim_event WHERE practice_id = ? AND claim_id = ?
        """,
        practice,
        claim,
        event.state().name(),
        event.note(),
        event.actor(),
        event.at(),
        practice,
        claim);
  }

  /** What the rules are to know of an episode's claims; a voided or corrected one is none. */
  static List<ReleasedClaim> released(
      Session session, PracticeId practice, PatientId patient, String enrolment)
      throws SQLException {
    return session.list(
        """
        SELECT code, units, date_of_service, period_from, period_to, authored_at FROM released_claim
        WHERE practice_id = ? AND patient_id = ? AND enrolment_id = ? AND live = 1
        ORDER BY authored_at, id
        """,
        row ->
            new ReleasedClaim(
                new BillingCode(row.text("code")),
                Math.toIntExact(row.number("units")),
                LocalDate.parse(row.text("date_of_service")),
                period(row),
                row.instant("authored_at")),
        practice,
        patient,
        enrolment);
  }

  static Optional<Claim> find(Session session, PracticeId practice, String id) throws SQLException {
    return session.first(COLUMNS + " AND id = ?", ClaimTable::claim, practice, id);
  }

  static List<Claim> ofPatient(Session session, PracticeId practice, PatientId patient)
      throws SQLException {
    return session.list(
        COLUMNS + " AND patient_id = ? ORDER BY authored_at, id",
        ClaimTable::claim,
        practice,
        patient);
  }

  static List<Claim> ofBatch(Session session, PracticeId practice, long batch) throws SQLException {
    return session.list(
        COLUMNS + " AND batch = ? ORDER BY patient_id, date_of_service, code, id",
        ClaimTable::claim,
        practice,
        batch);
  }

  /** Every claim of a practice that still claims something. */
  static List<Claim> live(Session session, PracticeId practice) throws SQLException {
    return session.list(
        COLUMNS + " AND live = 1 ORDER BY patient_id, authored_at, id",
        ClaimTable::claim,
        practice);
  }

  static List<ClaimEvent> events(Session session, PracticeId practice, String claim)
      throws SQLException {
    return session.list(
        """
        SELECT state, note, actor, authored_at FROM claim_event
        WHERE practice_id = ? AND claim_id = ? ORDER BY seq
        """,
        row ->
            new ClaimEvent(
                ClaimState.valueOf(row.text("state")),
                row.text("note"),
                row.text("actor"),
                row.instant("authored_at")),
        practice,
        claim);
  }

  static EvidenceSnapshot snapshot(Session session, PracticeId practice, String claim)
      throws SQLException {
    return session
        .first(
            "SELECT snapshot FROM released_claim WHERE practice_id = ? AND id = ?",
            row -> EvidenceSnapshot.parse(row.text("snapshot")),
            practice,
            claim)
        .orElseThrow();
  }

  private static Claim claim(Row row) throws SQLException {
    Instant at = row.instant("authored_at");
    return new Claim(
        row.text("id"),
        row.number("batch"),
        new PatientId(row.text("patient_id")),
        row.text("enrolment_id"),
        new BillingCode(row.text("code")),
        Math.toIntExact(row.number("units")),
        LocalDate.parse(row.text("date_of_service")),
        period(row),
        ClaimState.valueOf(row.text("state")),
        row.optionalText("replaces"),
        row.decimal("amount"),
        row.text("snapshot_sha256"),
        row.text("evidence_sha256"),
        row.text("actor"),
        at);
  }

  private static DateRange period(Row row) throws SQLException {
    return new DateRange(
        LocalDate.parse(row.text("period_from")), LocalDate.parse(row.text("period_to")));
  }
}
