package dev.cuffline.gateway.alerting;

import dev.cuffline.gateway.store.EnrolmentSpans;
import dev.cuffline.gateway.store.Row;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.reading.DateRange;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import dev.cuffline.rules.trend.Monitoring;
import dev.cuffline.rules.trend.Monitoring.Outage;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** When the readings of an enrolled patient are waited for: from order and consent to the end. */
final class Monitorings {
  private Monitorings() {}

  /**
   * Of a patient; empty when there is no enrolment in force on a date with both.
   *
   * @param today local to the patient
   * @param after outages that end before are of no interest
   */
  static Optional<Monitoring> of(
      Session session, PracticeId practice, PatientId patient, LocalDate today, Instant after)
      throws SQLException {
    List<Outage> down =
        Stream.concat(
                GatewayRuns.gaps(session, after).stream(),
                SourceSilences.spans(session, practice, patient, after).stream())
            .toList();
    Map<String, List<DateRange>> away = EnrolmentSpans.ofPatient(session, practice, patient);
    return session
        .list(
            """
            SELECT * FROM enrolment WHERE practice_id = ? AND patient_id = ?
            ORDER BY started_on DESC
            """,
            row -> read(row, away.getOrDefault(row.text("id"), List.of()), down),
            practice,
            patient)
        .stream()
        .flatMap(Optional::stream)
        .filter(monitoring -> monitoring.isActive(today))
        .findFirst();
  }

  /**
   * Of a row of the table of enrolments; empty without order or consent.
   *
   * @param away when monitoring rests
   */
  static Optional<Monitoring> read(Row row, List<DateRange> away, List<Outage> down)
      throws SQLException {
    Optional<LocalDate> ordered = row.date("ordered_on");
    Optional<LocalDate> consented = row.date("consent_on");
    if (ordered.isEmpty() || consented.isEmpty()) {
      return Optional.empty();
    }
    int perDay = Math.max(1, Math.toIntExact(row.number("frequency_per_day")));
    return Optional.of(
        Monitoring.between(
            perDay,
            Stream.of(ordered, consented, row.date("started_on")),
            Stream.of(
                row.date("ended_on"),
                row.date("order_ends_on"),
                row.date("consent_withdrawn_on").map(day -> day.minusDays(1))),
            away,
            down));
  }
}
