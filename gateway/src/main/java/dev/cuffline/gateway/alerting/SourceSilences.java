package dev.cuffline.gateway.alerting;

import dev.cuffline.gateway.store.Changed;
import dev.cuffline.gateway.store.JsonList;
import dev.cuffline.gateway.store.Row;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import dev.cuffline.rules.trend.Alert;
import dev.cuffline.rules.trend.CauseFamily;
import dev.cuffline.rules.trend.Monitoring.Outage;
import dev.cuffline.rules.trend.Severity;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Sources that fell silent as a whole: one technical alert each, and whose readings did not come
 * because of it (billing-rules.md 5.5).
 */
final class SourceSilences {
  private static final String RULE = "MASS-SILENCE";

  private static final String SPANS =
      """
      SELECT p.patient_id, s.from_at, s.ended_at FROM source_silence s
      JOIN source_silence_patient p ON p.practice_id = s.practice_id AND p.alert_id = s.alert_id
      WHERE s.practice_id = ? AND (s.ended_at IS NULL OR s.ended_at > ?)
      """;

  private SourceSilences() {}

  /**
   * One of them.
   *
   * @param alertId its alert
   * @param source what fell silent
   * @param noticedAt when it was noticed
   */
  record SourceSilence(String alertId, String source, Instant noticedAt) {
    static SourceSilence read(Row row) throws SQLException {
      return new SourceSilence(row.text("alert_id"), row.text("source"), row.instant("noticed_at"));
    }
  }

  /** Those that go on. */
  static List<SourceSilence> open(Session session, PracticeId practice) throws SQLException {
    return session.list(
        "SELECT * FROM source_silence WHERE practice_id = ? AND ended_at IS NULL ORDER BY alert_id",
        SourceSilence::read,
        practice);
  }

  /**
   * A source has fallen silent.
   *
   * @param patients of the source in all
   * @param silent those of them who fell silent
   * @param from the newest reading of one of them
   */
  static void begin(
      Session session,
      PracticeId practice,
      String source,
      int patients,
      Collection<PatientId> silent,
      Instant from,
      Instant now)
      throws SQLException {
    String id = alertId(practice, source, from);
    session.update(
        """
        INSERT INTO source_silence (practice_id, alert_id, source, from_at, noticed_at, ended_at)
        VALUES (?, ?, ?, ?, ?, NULL) ON CONFLICT (practice_id, alert_id) DO NOTHING
        """,
        practice,
        id,
        source,
        from,
        now);
    session.update(
        """
        INSERT INTO alert (practice_id, id, patient_id, family, severity, state, confirmation,
          historic, pages, raised_by, raised_at, due_at, rules, evidence, findings, sentence)
        VALUES (?, ?, NULL, ?, ?, 'OPEN', 'NONE', ?, ?, ?, ?, NULL, ?, '[]', '[]', ?)
        ON CONFLICT (practice_id, id) DO NOTHING
        """,
        practice,
        id,
        CauseFamily.TECHNICAL,
        Severity.HIGH,
        false,
        false,
        source,
        now,
        JsonList.of(List.of(RULE)),
        "Source %s: %d of its %d patients fell silent together; look at the source first"
            .formatted(source, silent.size(), patients));
    session.changed(new Changed.Alert(practice, id));
    add(session, practice, id, silent);
  }

  private static String alertId(PracticeId practice, String source, Instant from) {
    String name = practice + "\0" + source + "\0" + from;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** More of its patients have fallen silent; naming one again changes nothing. */
  static void add(
      Session session, PracticeId practice, String alertId, Collection<PatientId> silent)
      throws SQLException {
    for (PatientId patient : silent) {
      session.update(
          """
          INSERT INTO source_silence_patient (practice_id, patient_id, alert_id) VALUES (?, ?, ?)
          ON CONFLICT (practice_id, patient_id, alert_id) DO NOTHING
          """,
          practice,
          patient,
          alertId);
    }
  }

  /** Whether half of its patients have sent again, or a person has resolved its alert. */
  static boolean isOver(Session session, PracticeId practice, SourceSilence silence)
      throws SQLException {
    return session
        .first(
            """
            SELECT a.state,
              (SELECT COUNT(*) FROM source_silence_patient p
               WHERE p.practice_id = a.practice_id AND p.alert_id = a.id) AS silent,
              (SELECT COUNT(*) FROM source_silence_patient p
               WHERE p.practice_id = a.practice_id AND p.alert_id = a.id
                 AND EXISTS (SELECT 1 FROM reading r WHERE r.practice_id = p.practice_id
                   AND r.patient_id = p.patient_id AND r.received_at > ?)) AS back
            FROM alert a WHERE a.practice_id = ? AND a.id = ?
            """,
            row ->
                row.text("state").equals(Alert.State.RESOLVED.name())
                    || row.number("back") * 2 >= row.number("silent"),
            silence.noticedAt(),
            practice,
            silence.alertId())
        .orElse(true);
  }

  /** From now on its patients are asked for themselves again. */
  static void end(Session session, PracticeId practice, SourceSilence silence, Instant now)
      throws SQLException {
    session.update(
        "UPDATE source_silence SET ended_at = ? WHERE practice_id = ? AND alert_id = ?",
        now,
        practice,
        silence.alertId());
    UnattributedAlerts.save(session, practice, silence.alertId(), Alert.State.RESOLVED);
  }

  /** By patient, the spans that end after an instant; what goes on has no end. */
  static Map<PatientId, List<Outage>> spans(Session session, PracticeId practice, Instant after)
      throws SQLException {
    Map<PatientId, List<Outage>> spans = new HashMap<>();
    session.list(
        SPANS,
        row -> {
          PatientId patient = new PatientId(row.text("patient_id"));
          return spans.computeIfAbsent(patient, _ -> new ArrayList<>()).add(span(row));
        },
        practice,
        after);
    return spans;
  }

  /** The spans of one patient. */
  static List<Outage> spans(Session session, PracticeId practice, PatientId patient, Instant after)
      throws SQLException {
    return session.list(
        SPANS + " AND p.patient_id = ?", SourceSilences::span, practice, after, patient);
  }

  private static Outage span(Row row) throws SQLException {
    Optional<Instant> ended = row.optionalInstant("ended_at");
    return new Outage(row.instant("from_at"), ended.orElse(Instant.MAX));
  }
}
