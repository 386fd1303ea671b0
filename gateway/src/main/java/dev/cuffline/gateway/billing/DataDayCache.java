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
import dev.cuffline.rules.reading.Reading;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;

/**
 * Which local dates of a patient have a qualifying reading, and the earliest one that made each.
 *
 * <p>A disposable cache for lists and traces; determinations never read it. It is brought up to
 * date in the transaction that changes one of its inputs.
 */
public final class DataDayCache {
  private static final Comparator<Reading> BY_TIME =
      Comparator.comparing((Reading reading) -> reading.measuredAt().instant())
          .thenComparing(reading -> reading.id().value());

  private final DayLimits limits;

  /** Judges days by these limits. */
  public DataDayCache(DayLimits limits) {
    this.limits = limits;
  }

  /**
   * Judges the dates of readings that are new in the store. Reads nothing when the patient is known
   * and the readings come in order; cost never grows with the past.
   *
   * @param arrived in any order
   */
  public void refresh(
      Session session, PracticeId practice, PatientId patient, Collection<Reading> arrived)
      throws SQLException {
    KeptDays kept = session.kept(KeptDays.class, KeptDays::new);
    Optional<KeptDays.Known> known = kept.get(practice, patient);
    if (known.isEmpty()) {
      known = known(session, practice, patient);
    }
    if (known.isEmpty()) {
      return;
    }
    KeptDays.Known now = known.get();
    if (!allQualify(arrived, now.gates())) {
      // Shown on its date as well, as long as no other one counts there.
      session.changed(new Changed.Clocks(practice, patient));
    }
    Set<LocalDate> doubtful = new TreeSet<>();
    for (Map.Entry<LocalDate, Reading> first : firstOfEach(arrived, now.gates()).entrySet()) {
      if (now.isAfterTheLast(first.getKey())) {
        save(session, practice, patient, first.getKey(), first.getValue().id().value());
        now = now.with(first.getKey(), first.getValue());
      } else if (!now.isBehindTheFirst(first.getKey(), first.getValue())) {
        doubtful.add(first.getKey());
      }
    }
    for (LocalDate date : doubtful) {
      refresh(session, practice, patient, date, now.gates());
    }
    kept.put(practice, patient, now);
  }

  private boolean allQualify(Collection<Reading> readings, DayGates gates) {
    return readings.stream()
        .allMatch(reading -> DataDays.qualify(reading, gates, limits) instanceof DayVerdict.Counts);
  }

  private static Optional<KeptDays.Known> known(
      Session session, PracticeId practice, PatientId patient) throws SQLException {
    Optional<DayGates> gates = DayGatesReader.read(session, practice, patient);
    if (gates.isEmpty()) {
      return Optional.empty();
    }
    Optional<LocalDate> last =
        session
            .first(
                """
                SELECT max(day) AS day FROM data_day WHERE practice_id = ? AND patient_id = ?
                """,
                row -> row.date("day"),
                practice,
                patient)
            .flatMap(day -> day);
    return Optional.of(new KeptDays.Known(gates.get(), last, Optional.empty()));
  }

  /** The first of the readings that qualifies on each date; what does not qualify changes none. */
  private NavigableMap<LocalDate, Reading> firstOfEach(
      Collection<Reading> readings, DayGates gates) {
    NavigableMap<LocalDate, Reading> first = new TreeMap<>();
    for (Reading reading : readings) {
      if (DataDays.qualify(reading, gates, limits) instanceof DayVerdict.Counts counts) {
        first.merge(counts.date(), reading, BinaryOperator.minBy(BY_TIME));
      }
    }
    return first;
  }

  private void refresh(
      Session session, PracticeId practice, PatientId patient, LocalDate date, DayGates gates)
      throws SQLException {
    ZoneId zone = gates.zones().on(date);
    List<StoredReading> readings =
        Readings.ofPatient(
            session,
            practice,
            patient,
            date.atStartOfDay(zone).toInstant(),
            date.plusDays(1).atStartOfDay(zone).toInstant());
    String first = days(readings, gates).get(date);
    if (first != null) {
      save(session, practice, patient, date, first);
    }
  }

  /** Judges every date of the patient again, after an order, a consent or an assignment changed. */
  public void rebuild(Session session, PracticeId practice, PatientId patient) throws SQLException {
    session.kept(KeptDays.class, KeptDays::new).remove(practice, patient);
    Optional<DayGates> gates = DayGatesReader.read(session, practice, patient);
    if (gates.isEmpty()) {
      return;
    }
    List<StoredReading> readings = Readings.ofPatient(session, practice, patient);
    session.update(
        "DELETE FROM data_day WHERE practice_id = ? AND patient_id = ?", practice, patient);
    for (Map.Entry<LocalDate, String> day : days(readings, gates.get()).entrySet()) {
      save(session, practice, patient, day.getKey(), day.getValue());
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

  private static void save(
      Session session, PracticeId practice, PatientId patient, LocalDate date, String reading)
      throws SQLException {
    int changed =
        session.update(
            """
            INSERT INTO data_day (practice_id, patient_id, day, reading_id) VALUES (?, ?, ?, ?)
            ON CONFLICT (practice_id, patient_id, day) DO UPDATE
            SET reading_id = excluded.reading_id
            WHERE data_day.reading_id <> excluded.reading_id
            """,
            practice,
            patient,
            date,
            reading);
    if (changed > 0) {
      session.changed(new Changed.Clocks(practice, patient));
    }
  }
}
