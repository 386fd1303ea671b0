package dev.cuffline.gateway.registry;

import dev.cuffline.gateway.store.Row;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.util.List;

/** Rows of {@code alert_action}. */
final class AlertActionTable {
  private AlertActionTable() {}

  static void insert(Change change, AlertAction action) throws SQLException {
    change
        .session()
        .update(
            "INSERT INTO alert_action (practice_id, id, alert_id, patient_id, kind, until_at,"
                + " outcome, note, actor, authored_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            change.practice(),
            action.id(),
            action.alert(),
            action.patient(),
            action.kind(),
            action.until(),
            action.outcome(),
            action.note(),
            action.actor(),
            action.at());
  }

  static List<AlertAction> ofPatient(Session session, PracticeId practice, PatientId patient)
      throws SQLException {
    return session.list(
        "SELECT * FROM alert_action WHERE practice_id = ? AND patient_id = ?"
            + " ORDER BY authored_at, id",
        AlertActionTable::read,
        practice,
        patient);
  }

  static List<AlertAction> ofAlert(Session session, PracticeId practice, String alert)
      throws SQLException {
    return session.list(
        "SELECT * FROM alert_action WHERE practice_id = ? AND alert_id = ?"
            + " ORDER BY authored_at, id",
        AlertActionTable::read,
        practice,
        alert);
  }

  private static AlertAction read(Row row) throws SQLException {
    return new AlertAction(
        row.text("id"),
        row.text("alert_id"),
        row.optionalText("patient_id").map(PatientId::new),
        AlertAction.Kind.valueOf(row.text("kind")),
        row.optionalInstant("until_at"),
        row.optionalText("outcome").map(AlertOutcome::valueOf),
        row.text("note"),
        row.text("actor"),
        row.instant("authored_at"));
  }
}
