package dev.cuffline.gateway.store;

import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Optional;

/** The home zone of a patient, in which dates and wall times are the patient's. */
public final class HomeZone {
  private HomeZone() {}

  /** Empty when the practice has no such patient. */
  public static Optional<ZoneId> of(Session session, PracticeId practice, PatientId patient)
      throws SQLException {
    return session.first(
        "SELECT zone FROM patient WHERE practice_id = ? AND id = ?",
        row -> ZoneId.of(row.text("zone")),
        practice,
        patient);
  }
}
