package dev.cuffline.gateway.billing;

import dev.cuffline.gateway.store.Changed;
import dev.cuffline.gateway.store.Readings;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.gateway.store.StoredReading;
import dev.cuffline.rules.dataday.DataDays;
import dev.cuffline.rules.dataday.DayGates;
import dev.cuffline.rules.dataday.DayLimits;
import dev.cuffline.rules.dataday.DayVerdict;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which local dates of a patient have a qualifying reading, and the earliest one that made each.
 *
 * <p>A disposable cache for lists and traces; determinations never read it. It is brought up to
 * date in the transaction that changes one of its inputs.
 */
public final class DataDayCache {
  private final DayLimits limits;

  /** Judges days by these limits. */
  public DataDayCache(DayLimits limits) {
    this.limits = limits;
  }

  /** Judges again the dates on which these instants lie. Cost does not grow with the past. */
  public void refresh(
      Session session, PracticeId practice, PatientId patient, Collection<Instant> measured)
      throws SQLException {
    Optional<DayGates> gates = DayGatesReader.read(session, practice, patient);
    if (gates.isEmpty()) {
      return;
    }
    Set<LocalDate> dates = new TreeSet<>();
    measured.forEach(instant -> dates.add(gates.get().zones().dateOf(instant)));
    for (LocalDate date : dates) {
      ZoneId zone = gates.get().zones().on(date);
      List<StoredReading> readings =
          Readings.ofPatient(
              session,
              practice,
              patient,
              date.atStartOfDay(zone).toInstant(),
              date.plusDays(1).atStartOfDay(zone).toInstant());
      Optional<String> day = Optional.ofNullable(days(readings, gates.get()).get(date));
      boolean saved = save(session, practice, patient, date, day);
      // A reading that does not count shows on its date too, as long as no other one counts there.
      if (saved || day.isEmpty()) {
        session.changed(new Changed.Clocks(practice, patient));
      }
    }
  }

  /** Judges every date of the patient again, after an order, a consent or an assignment changed. */
  public void rebuild(Session session, PracticeId practice, PatientId patient) throws SQLException {
    Optional<DayGates> gates = DayGatesReader.read(session, practice, patient);
    if (gates.isEmpty()) {
      return;
    }
    List<StoredReading> readings = Readings.ofPatient(session, practice, patient);
    session.update(
        "DELETE FROM data_day WHERE practice_id = ? AND patient_id = ?", practice, patient);
    for (Map.Entry<LocalDate, String> day : days(readings, gates.get()).entrySet()) {
      save(session, practice, patient, day.getKey(), Optional.of(day.getValue()));
    }
    session.changed(new Changed.Clocks(practice, patient));
  }

  /** The earliest qualifying reading of each date; readings come in order of measurement. */
  private Map<LocalDate, String> days(List<StoredReading> readings, DayGates gates) {
    Map<LocalDate, String> days = new TreeMap<>();
    for (StoredReading stored : readings) {
      if (DataDays.qualify(stored.reading(), gates, limits) instanceof DayVerdict.Counts counts) {
        days.putIfAbsent(counts.date(), stored.reading().id().value());
      }
    }
    return days;
  }

  /** Whether anything is different now. */
  private static boolean save(
      Session session,
      PracticeId practice,
      PatientId patient,
      LocalDate date,
      Optional<String> reading)
      throws SQLException {
    if (reading.isPresent()) {
      return session.update(
              """
              INSERT INTO data_day (practice_id, patient_id, day, reading_id) VALUES (?, ?, ?, ?)
              ON CONFLICT (practice_id, patient_id, day) DO UPDATE
              SET reading_id = excluded.reading_id
              WHERE data_day.reading_id <> excluded.reading_id
              """,
              practice,
              patient,
              date,
              reading.get())
          > 0;
    }
    return session.update(
            "DELETE FROM data_day WHERE practice_id = ? AND patient_id = ? AND day = ?",
            practice,
            patient,
            date)
        > 0;
  }
}
