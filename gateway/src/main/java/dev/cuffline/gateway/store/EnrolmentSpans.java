package dev.cuffline.gateway.store;

import dev.cuffline.rules.reading.DateRange;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Dates of an enrolment on which monitoring rests; both clocks and the rules of silence ask. */
public final class EnrolmentSpans {
  /** Monitoring was suspended. */
  public static final String PAUSED = "paused";

  /** In a hospital or nursing facility. */
  public static final String FACILITY = "facility";

  private EnrolmentSpans() {}

  /** Of one kind, by date; an open one ends at {@link LocalDate#MAX}. */
  public static List<DateRange> of(
      Session session, PracticeId practice, String enrolment, String kind) throws SQLException {
    return session.list(
        """
        SELECT from_on, to_on FROM enrolment_span
        WHERE practice_id = ? AND enrolment_id = ? AND kind = ? ORDER BY from_on
        """,
        EnrolmentSpans::range,
        practice,
        enrolment,
        kind);
  }

  /** Of any kind and every enrolment of a practice, by the id of the enrolment. */
  public static Map<String, List<DateRange>> ofAll(Session session, PracticeId practice)
      throws SQLException {
    return byEnrolment(
        session.list(
            "SELECT enrolment_id, from_on, to_on FROM enrolment_span WHERE practice_id = ?",
            EnrolmentSpans::named,
            practice));
  }

  /** Of any kind and every enrolment of a patient, by the id of the enrolment. */
  public static Map<String, List<DateRange>> ofPatient(
      Session session, PracticeId practice, PatientId patient) throws SQLException {
    return byEnrolment(
        session.list(
            """
            SELECT s.enrolment_id, s.from_on, s.to_on FROM enrolment_span s
            JOIN enrolment e ON e.practice_id = s.practice_id AND e.id = s.enrolment_id
            WHERE e.practice_id = ? AND e.patient_id = ?
            """,
            EnrolmentSpans::named,
            practice,
            patient));
  }

  private static Map<String, List<DateRange>> byEnrolment(
      List<Map.Entry<String, DateRange>> spans) {
    Map<String, List<DateRange>> all = new HashMap<>();
    spans.forEach(
        span -> all.computeIfAbsent(span.getKey(), _ -> new ArrayList<>()).add(span.getValue()));
    return all;
  }

  private static Map.Entry<String, DateRange> named(Row row) throws SQLException {
    return Map.entry(row.text("enrolment_id"), range(row));
  }

  private static DateRange range(Row row) throws SQLException {
    return new DateRange(
        LocalDate.parse(row.text("from_on")), row.date("to_on").orElse(LocalDate.MAX));
  }
}
