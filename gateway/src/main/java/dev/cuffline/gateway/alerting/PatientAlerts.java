package dev.cuffline.gateway.alerting;

import dev.cuffline.gateway.store.JsonList;
import dev.cuffline.gateway.store.Readings;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.gateway.store.StoredReading;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import dev.cuffline.rules.trend.Alert;
import dev.cuffline.rules.trend.Alerts;
import dev.cuffline.rules.trend.Finding;
import dev.cuffline.rules.trend.PatientFacts;
import dev.cuffline.rules.trend.RulePack;
import dev.cuffline.rules.trend.TrendResult;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Judges a patient's alerts anew from the stored readings and the authored actions, inside the
 * transaction that changed one of them.
 */
public final class PatientAlerts {
  private final RulePack pack;

  /** Judges by one rule pack. */
  public PatientAlerts(RulePack pack) {
    this.pack = pack;
  }

  /** The rules in force. */
  public RulePack pack() {
    return pack;
  }

  /**
   * Folds and stores what changed.
   *
   * @param zone of the patient's home
   * @param now the instant of the transaction
   */
  public void refresh(
      Session session, PracticeId practice, PatientId patient, ZoneId zone, Instant now)
      throws SQLException {
    LocalDate today = LocalDate.ofInstant(now, zone);
    Instant from =
        today.minusDays(pack.settings().historyDates() - 1L).atStartOfDay(zone).toInstant();
    Instant to = today.plusDays(2).atStartOfDay(zone).toInstant();
    List<StoredReading> readings = Readings.ofPatient(session, practice, patient, from, to);
    List<Alert> before = AlertRows.ofPatient(session, practice, patient);
    PatientFacts facts =
        new PatientFacts(
            patient,
            zone,
            readings.stream().map(StoredReading::reading).toList(),
            AlertRows.actions(session, practice, patient),
            before);
    TrendResult result = Alerts.fold(facts, pack, now);
    saveAlerts(session, practice, before, result.alerts(), now);
    saveFindings(session, practice, patient, result, from);
    saveDue(session, practice, patient, result);
  }

  private static void saveAlerts(
      Session session, PracticeId practice, List<Alert> before, List<Alert> after, Instant now)
      throws SQLException {
    Map<String, Alert> known = new HashMap<>();
    before.forEach(alert -> known.put(alert.id().value(), alert));
    for (Alert alert : after) {
      Alert old = known.get(alert.id().value());
      if (alert.equals(old)) {
        continue;
      }
      AlertRows.save(session, practice, alert);
      if (alert.pages() && (old == null || !old.pages())) {
        Notices.record(session, practice, alert.id().value(), Notices.PAGE, now);
      }
    }
  }

  private static void saveFindings(
      Session session, PracticeId practice, PatientId patient, TrendResult result, Instant from)
      throws SQLException {
    Set<String> stored =
        new HashSet<>(
            session.list(
                """
                SELECT rule, at, severity, historic, evidence FROM finding
                WHERE practice_id = ? AND patient_id = ? AND at >= ?
                """,
                row ->
                    String.join(
                        "|",
                        row.text("rule"),
                        row.instant("at").toString(),
                        row.text("severity"),
                        String.valueOf(row.flag("historic")),
                        row.text("evidence")),
                practice,
                patient,
                from));
    Set<String> current = new HashSet<>();
    for (Finding finding : result.findings()) {
      current.add(fingerprint(finding));
    }
    for (Finding finding : result.review()) {
      current.add(fingerprint(finding));
    }
    if (stored.equals(current)) {
      return;
    }
    session.update(
        "DELETE FROM finding WHERE practice_id = ? AND patient_id = ? AND at >= ?",
        practice,
        patient,
        from);
    for (Finding finding : result.findings()) {
      insert(session, practice, patient, finding, false);
    }
    for (Finding finding : result.review()) {
      insert(session, practice, patient, finding, true);
    }
  }

  private static String fingerprint(Finding finding) {
    return String.join(
        "|",
        finding.rule().value(),
        finding.at().toString(),
        finding.severity().name(),
        String.valueOf(finding.historic()),
        JsonList.of(finding.evidence()));
  }

  private static void insert(
      Session session, PracticeId practice, PatientId patient, Finding finding, boolean review)
      throws SQLException {
    session.update(
        """
        INSERT INTO finding (practice_id, patient_id, rule, at, severity, family, historic, review,
          evidence, sentence)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (practice_id, patient_id, rule, at) DO NOTHING
        """,
        practice,
        patient,
        finding.rule(),
        finding.at(),
        finding.severity(),
        finding.family(),
        finding.historic(),
        review,
        JsonList.of(finding.evidence()),
        finding.sentence());
  }

  private static void saveDue(
      Session session, PracticeId practice, PatientId patient, TrendResult result)
      throws SQLException {
    if (result.dueAt().isPresent()) {
      session.update(
          """
          INSERT INTO trend_due (practice_id, patient_id, due_at) VALUES (?, ?, ?)
          ON CONFLICT (practice_id, patient_id) DO UPDATE SET due_at = excluded.due_at
          """,
          practice,
          patient,
          result.dueAt().get());
    } else {
      session.update(
          "DELETE FROM trend_due WHERE practice_id = ? AND patient_id = ?", practice, patient);
    }
  }
}
