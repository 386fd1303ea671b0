package dev.cuffline.gateway.store;

import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Patients for trying things out. Everything works for them as for anybody, but what is sent says
 * that it is test data, nothing is billed and nobody is paged.
 */
public final class TestPatients {
  private TestPatients() {}

  /** Whether a patient is one. */
  public static boolean has(Session session, PracticeId practice, PatientId patient)
      throws SQLException {
    return session
        .first(
            "SELECT patient_id FROM test_patient WHERE practice_id = ? AND patient_id = ?",
            _ -> true,
            practice,
            patient)
        .orElse(false);
  }

  /** All of a practice. */
  public static Set<PatientId> of(Session session, PracticeId practice) throws SQLException {
    List<PatientId> all =
        session.list(
            "SELECT patient_id FROM test_patient WHERE practice_id = ? ORDER BY patient_id",
            row -> new PatientId(row.text("patient_id")),
            practice);
    return new HashSet<>(all);
  }
}
