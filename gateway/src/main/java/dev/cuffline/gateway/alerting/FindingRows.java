package dev.cuffline.gateway.alerting;

import dev.cuffline.gateway.store.JsonList;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import dev.cuffline.rules.trend.Finding;
import dev.cuffline.rules.trend.TrendResult;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The table of findings. Rows of the history that a fold looks at follow it; older ones stay. */
final class FindingRows {
  private static final String STORED =
      """
      SELECT rule, at, severity, historic, review, evidence, sentence FROM finding
      WHERE practice_id = ? AND patient_id = ? AND at >= ?
      """;
  private static final String SAVE =
      """
      INSERT INTO finding (practice_id, patient_id, rule, at, severity, family, historic, review,
        evidence, sentence)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (practice_id, patient_id, rule, at) DO UPDATE SET severity = excluded.severity,
        family = excluded.family, historic = excluded.historic, review = excluded.review,
        evidence = excluded.evidence, sentence = excluded.sentence
      """;
  private static final String DELETE =
      "DELETE FROM finding WHERE practice_id = ? AND patient_id = ? AND rule = ? AND at = ?";

  private FindingRows() {}

  /** What names a finding of a patient. */
  private record Key(String rule, Instant at) {}

  /** What may change about it. */
  private record Said(
      String severity, boolean historic, boolean review, String evidence, String sentence) {}

  private record Current(Finding finding, Said said) {}

  /**
   * Makes the rows of a patient those of a fold.
   *
   * @param from the beginning of the history that was folded
   */
  static void replace(
      Session session, PracticeId practice, PatientId patient, TrendResult result, Instant from)
      throws SQLException {
    Map<Key, Current> current = new HashMap<>();
    result.findings().forEach(finding -> add(current, finding, false));
    result.review().forEach(finding -> add(current, finding, true));
    Map<Key, Said> stored = stored(session, practice, patient, from);
    for (Map.Entry<Key, Current> each : current.entrySet()) {
      if (!each.getValue().said().equals(stored.remove(each.getKey()))) {
        save(session, practice, patient, each.getValue());
      }
    }
    for (Key gone : stored.keySet()) {
      session.update(DELETE, practice, patient, gone.rule(), gone.at());
    }
  }

  /** What raises an alert stands before the same on the review list. */
  private static void add(Map<Key, Current> current, Finding finding, boolean review) {
    Said said =
        new Said(
            finding.severity().name(),
            finding.historic(),
            review,
            JsonList.of(finding.evidence()),
            finding.sentence());
    current.putIfAbsent(new Key(finding.rule().value(), finding.at()), new Current(finding, said));
  }

  private static Map<Key, Said> stored(
      Session session, PracticeId practice, PatientId patient, Instant from) throws SQLException {
    Map<Key, Said> stored = new HashMap<>();
    session.list(
        STORED,
        row ->
            stored.put(
                new Key(row.text("rule"), row.instant("at")),
                new Said(
                    row.text("severity"),
                    row.flag("historic"),
                    row.flag("review"),
                    row.text("evidence"),
                    row.text("sentence"))),
        practice,
        patient,
        from);
    return stored;
  }

  private static void save(Session session, PracticeId practice, PatientId patient, Current current)
      throws SQLException {
    Finding finding = current.finding();
    Said said = current.said();
    session.update(
        SAVE,
        practice,
        patient,
        finding.rule(),
        finding.at(),
        said.severity(),
        finding.family(),
        said.historic(),
        said.review(),
        said.evidence(),
        said.sentence());
  }
}
