package dev.cuffline.gateway.delivery;

import dev.cuffline.gateway.store.Row;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.reading.DateRange;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import dev.cuffline.rules.reading.ReadingStatus;
import dev.cuffline.rules.trend.PeriodMean;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.Optional;

/** A mean as destinations are told it: a row of {@code pressure_mean}. */
record SentMean(PeriodMean mean, ReadingStatus status, int version) {
  SentMean retracted(int next) {
    return new SentMean(mean, ReadingStatus.ENTERED_IN_ERROR, next);
  }

  static Optional<SentMean> find(
      Session session, PracticeId practice, PatientId patient, DateRange span) throws SQLException {
    return session.first(
        """
        SELECT * FROM pressure_mean
        WHERE practice_id = ? AND patient_id = ? AND from_on = ? AND to_on = ?
        """,
        SentMean::read,
        practice,
        patient,
        span.from(),
        span.to());
  }

  void save(Session session, PracticeId practice, PatientId patient, DateRange span)
      throws SQLException {
    session.update(
        """
        INSERT INTO pressure_mean (practice_id, patient_id, from_on, to_on, systolic, diastolic,
          readings, dates, first_at, last_at, status, version)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (practice_id, patient_id, from_on, to_on) DO UPDATE SET
          systolic = excluded.systolic, diastolic = excluded.diastolic,
          readings = excluded.readings, dates = excluded.dates, first_at = excluded.first_at,
          last_at = excluded.last_at, status = excluded.status, version = excluded.version
        """,
        practice,
        patient,
        span.from(),
        span.to(),
        mean.systolic(),
        mean.diastolic(),
        mean.readings(),
        mean.dates(),
        mean.first(),
        mean.last(),
        status,
        version);
  }

  private static SentMean read(Row row) throws SQLException {
    return new SentMean(
        new PeriodMean(
            new BigDecimal(row.text("systolic")),
            new BigDecimal(row.text("diastolic")),
            Math.toIntExact(row.number("readings")),
            Math.toIntExact(row.number("dates")),
            row.instant("first_at"),
            row.instant("last_at")),
        ReadingStatus.valueOf(row.text("status")),
        Math.toIntExact(row.number("version")));
  }
}
