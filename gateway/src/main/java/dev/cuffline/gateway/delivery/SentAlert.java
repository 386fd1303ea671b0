package dev.cuffline.gateway.delivery;

import dev.cuffline.fhir.AlertFacts;
import dev.cuffline.fhir.TaskFacts;
import dev.cuffline.gateway.store.JsonList;
import dev.cuffline.gateway.store.Row;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import dev.cuffline.rules.reading.ReadingId;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A patient's alert as the store has it, for destinations.
 *
 * @param findings whether it still rests on something
 * @param dueAt when somebody must have looked, exclusive
 * @param handled what people did about it; whoever did it stays here
 * @param outcome how it ended, where somebody said so
 */
record SentAlert(
    String id,
    PatientId patient,
    String severity,
    String state,
    String sentence,
    List<String> rules,
    List<ReadingId> evidence,
    boolean findings,
    Instant raisedAt,
    Optional<Instant> dueAt,
    List<AlertFacts.Handled> handled,
    Optional<String> outcome) {
  SentAlert {
    rules = List.copyOf(rules);
    evidence = List.copyOf(evidence);
    handled = List.copyOf(handled);
  }

  /** Empty when it is not there, or nobody's: no destination has a patient for it then. */
  static Optional<SentAlert> find(Session session, PracticeId practice, String id)
      throws SQLException {
    List<AlertFacts.Handled> handled =
        session.list(
            """
            SELECT kind, authored_at FROM alert_action WHERE practice_id = ? AND alert_id = ?
            ORDER BY authored_at, id
            """,
            row ->
                new AlertFacts.Handled(
                    row.text("kind").toLowerCase(Locale.ROOT), row.instant("authored_at")),
            practice,
            id);
    return session.first(
        """
        SELECT a.*, (SELECT x.outcome FROM alert_action x WHERE x.practice_id = a.practice_id
          AND x.alert_id = a.id AND x.kind = 'RESOLVE'
          ORDER BY x.authored_at DESC, x.id DESC LIMIT 1) AS outcome
        FROM alert a WHERE a.practice_id = ? AND a.id = ? AND a.patient_id IS NOT NULL
        """,
        row -> read(row, handled),
        practice,
        id);
  }

  private static SentAlert read(Row row, List<AlertFacts.Handled> handled) throws SQLException {
    return new SentAlert(
        row.text("id"),
        new PatientId(row.text("patient_id")),
        row.text("severity"),
        row.text("state"),
        row.text("sentence"),
        JsonList.read(row.text("rules")),
        JsonList.read(row.text("evidence")).stream().map(ReadingId::new).toList(),
        !row.text("findings").equals("[]"),
        row.instant("raised_at"),
        row.optionalInstant("due_at"),
        handled,
        row.optionalText("outcome").map(SentAlert::words));
  }

  /**
   * As FHIR wants to know it.
   *
   * @param observations keys of those that it rests on
   * @param measured when they were taken
   */
  AlertFacts facts(ZoneId zone, List<String> observations, List<Instant> measured) {
    return new AlertFacts(
        id,
        "Patient/" + patient,
        zone,
        severityAtDestination(),
        stateAtDestination(),
        sentence,
        rules,
        observations,
        measured.stream().min(Instant::compareTo),
        measured.stream().max(Instant::compareTo),
        raisedAt,
        handled);
  }

  private static String words(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** The same as work for somebody. */
  TaskFacts task(AlertFacts facts) {
    TaskFacts.Progress progress =
        switch (state) {
          case "ACKNOWLEDGED" -> TaskFacts.Progress.ACCEPTED;
          case "SNOOZED" -> TaskFacts.Progress.ON_HOLD;
          case "RESOLVED" -> TaskFacts.Progress.COMPLETED;
          default -> TaskFacts.Progress.REQUESTED;
        };
    boolean ended = progress == TaskFacts.Progress.COMPLETED;
    return new TaskFacts(facts, urgency(), progress, ended ? outcome : Optional.empty(), dueAt);
  }

  TaskFacts.Urgency urgency() {
    return TaskFacts.Urgency.valueOf(severity);
  }

  private AlertFacts.Severity severityAtDestination() {
    return switch (severity) {
      case "CRITICAL", "HIGH" -> AlertFacts.Severity.HIGH;
      case "MEDIUM" -> AlertFacts.Severity.MODERATE;
      default -> AlertFacts.Severity.LOW;
    };
  }

  private AlertFacts.State stateAtDestination() {
    if (!state.equals("RESOLVED")) {
      return AlertFacts.State.OPEN;
    }
    return findings ? AlertFacts.State.RESOLVED : AlertFacts.State.WITHDRAWN;
  }
}
