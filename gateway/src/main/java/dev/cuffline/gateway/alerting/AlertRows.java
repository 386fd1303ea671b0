package dev.cuffline.gateway.alerting;

import dev.cuffline.gateway.store.Changed;
import dev.cuffline.gateway.store.JsonList;
import dev.cuffline.gateway.store.Row;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import dev.cuffline.rules.reading.ReadingId;
import dev.cuffline.rules.trend.Alert;
import dev.cuffline.rules.trend.AlertAction;
import dev.cuffline.rules.trend.AlertId;
import dev.cuffline.rules.trend.CauseFamily;
import dev.cuffline.rules.trend.Finding;
import dev.cuffline.rules.trend.Severity;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The tables of alerts, and of what people did about them. */
final class AlertRows {
  private static final String UPSERT =
      """
      INSERT INTO alert (practice_id, id, patient_id, family, severity, state, confirmation,
        historic, pages, raised_by, raised_at, due_at, rules, evidence, findings, sentence)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (practice_id, id) DO UPDATE SET severity = excluded.severity,
        state = excluded.state, confirmation = excluded.confirmation,
        historic = excluded.historic, pages = excluded.pages, raised_at = excluded.raised_at,
        due_at = excluded.due_at, rules = excluded.rules, evidence = excluded.evidence,
        findings = excluded.findings, sentence = excluded.sentence
      """;

  private AlertRows() {}

  static List<Alert> ofPatient(Session session, PracticeId practice, PatientId patient)
      throws SQLException {
    return session.list(
        "SELECT * FROM alert WHERE practice_id = ? AND patient_id = ? ORDER BY raised_at, id",
        AlertRows::read,
        practice,
        patient);
  }

  static void save(Session session, PracticeId practice, Alert alert) throws SQLException {
    session.update(
        UPSERT,
        practice,
        alert.id(),
        alert.patient(),
        alert.family(),
        alert.severity(),
        alert.state(),
        alert.confirmation(),
        alert.historic(),
        alert.pages(),
        alert.raisedBy(),
        alert.raisedAt(),
        alert.dueAt(),
        JsonList.of(alert.rules()),
        JsonList.of(alert.evidence()),
        FindingJson.findings(alert.findings()),
        sentence(alert));
    session.changed(new Changed.Alert(practice, alert.id().value()));
  }

  private static String sentence(Alert alert) {
    return alert.findings().isEmpty()
        ? "The readings behind it were taken back"
        : alert.findings().getFirst().sentence();
  }

  private static Alert read(Row row) throws SQLException {
    List<Finding> findings = FindingJson.findings(row.text("findings"));
    return new Alert(
        new AlertId(row.text("id")),
        new PatientId(row.text("patient_id")),
        CauseFamily.valueOf(row.text("family")),
        Severity.valueOf(row.text("severity")),
        Alert.State.valueOf(row.text("state")),
        Alert.Confirmation.valueOf(row.text("confirmation")),
        row.flag("historic"),
        row.flag("pages"),
        row.optionalInstant("due_at"),
        new ReadingId(row.text("raised_by")),
        row.instant("raised_at"),
        findings);
  }

  /** What people did about a patient's alerts, oldest first. */
  static List<AlertAction> actions(Session session, PracticeId practice, PatientId patient)
      throws SQLException {
    return session.list(
        """
        SELECT * FROM alert_action WHERE practice_id = ? AND patient_id = ?
        ORDER BY authored_at, id
        """,
        AlertRows::action,
        practice,
        patient);
  }

  private static AlertAction action(Row row) throws SQLException {
    AlertId alert = new AlertId(row.text("alert_id"));
    String actor = row.text("actor");
    Instant at = row.instant("authored_at");
    return switch (row.text("kind")) {
      case "ACKNOWLEDGE" -> new AlertAction.Acknowledge(alert, actor, at);
      case "SNOOZE" ->
          new AlertAction.Snooze(alert, actor, at, row.optionalInstant("until_at").orElse(at));
      case "CONTACT" -> new AlertAction.Contact(alert, actor, at);
      case "RESOLVE" ->
          new AlertAction.Resolve(
              alert, actor, at, AlertAction.Outcome.valueOf(outcome(row.optionalText("outcome"))));
      default -> throw new IllegalStateException("unknown kind of action in the store");
    };
  }

  /** A resolution of something that is not critical needs no outcome. */
  private static String outcome(Optional<String> stored) {
    return stored.orElse(AlertAction.Outcome.NO_ACTION_NEEDED.name());
  }
}
