package dev.cuffline.gateway.store;

import dev.cuffline.rules.reading.Absent;
import dev.cuffline.rules.reading.BloodPressure;
import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.EntryMethod;
import dev.cuffline.rules.reading.MeasuredAt;
import dev.cuffline.rules.reading.NoNumber;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import dev.cuffline.rules.reading.Reading;
import dev.cuffline.rules.reading.ReadingFlag;
import dev.cuffline.rules.reading.ReadingId;
import dev.cuffline.rules.reading.ReadingStatus;
import dev.cuffline.rules.reading.TimeQuality;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The table of readings: in order of arrival, indexed by patient and time of measurement. */
public final class Readings {
  private static final String INSERT =
      """
      INSERT INTO reading (practice_id, patient_id, measured_at, reading_id, device_id, slot, session,
        received_at, judged_at, systolic, diastolic, mean, pulse, flags, entry, status, counted,
        time_quality, offset_seconds, raw_time, format, format_version, transmission_id, item_no,
        version, mean_absent, pulse_absent)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (reading_id) DO NOTHING
      """;

  private Readings() {}

  /**
   * Stores a new reading.
   *
   * @return false when one with this id is there already: a duplicate, nothing was changed
   */
  public static boolean insert(Session session, StoredReading stored) throws SQLException {
    Reading reading = stored.reading();
    MeasuredAt measured = reading.measuredAt();
    Optional<BloodPressure> pressure = reading.bloodPressure();
    return session.update(
            INSERT,
            stored.practice(),
            reading.patient(),
            measured.instant(),
            reading.id(),
            reading.device(),
            stored.slot(),
            stored.session(),
            reading.receivedAt(),
            reading.judgedAt(),
            pressure.map(p -> p.systolic()),
            pressure.map(p -> p.diastolic()),
            pressure.flatMap(BloodPressure::mean),
            reading.pulse(),
            JsonList.of(words(reading.flags())),
            reading.entry(),
            reading.status(),
            reading.counted(),
            measured.quality(),
            measured.offset().map(ZoneOffset::getTotalSeconds),
            measured.raw(),
            stored.format(),
            stored.formatVersion(),
            stored.transmissionId(),
            stored.itemNo(),
            stored.version(),
            reading.absent().mean(),
            reading.absent().pulse())
        == 1;
  }

  /** Stores a reading in the place of the one with its id. */
  public static void replace(Session session, StoredReading stored) throws SQLException {
    session.update("DELETE FROM reading WHERE reading_id = ?", stored.reading().id());
    insert(session, stored);
  }

  /**
   * Takes a reading away from its patient: what was written about the patient is entered in error
   * from now on, and the reading may come back as if it were new.
   *
   * @param because whose doing it is
   */
  public static void retract(Session session, ReadingId id, Retraction.Cause because, Instant at)
      throws SQLException {
    session.update(
        """
        INSERT INTO reading_retracted (reading_id, practice_id, patient_id, measured_at, device_id,
          slot, session, received_at, judged_at, systolic, diastolic, mean, pulse, flags, entry,
          status, counted, time_quality, offset_seconds, raw_time, format, format_version,
          transmission_id, item_no, version, mean_absent, pulse_absent, retracted_because,
          retracted_at)
        SELECT reading_id, practice_id, patient_id, measured_at, device_id, slot, session, received_at,
          judged_at, systolic, diastolic, mean, pulse, flags, entry, 'ENTERED_IN_ERROR', 0,
          time_quality, offset_seconds, raw_time, format, format_version, transmission_id, item_no,
          version + 1, mean_absent, pulse_absent, ?, CAST(? AS BIGINT)
        FROM reading WHERE reading_id = ?
        """,
        because,
        at,
        id);
    session.update("DELETE FROM reading WHERE reading_id = ?", id);
    session.update("DELETE FROM reading_revision WHERE reading_id = ?", id);
  }

  /** What a patient had and has no longer; empty when the reading is theirs, or never was. */
  public static Optional<StoredReading> retracted(
      Session session, PracticeId practice, ReadingId id, PatientId patient) throws SQLException {
    return session.first(
        """
        SELECT * FROM reading_retracted
        WHERE reading_id = ? AND patient_id = ? AND practice_id = ?
        """,
        Readings::read,
        id,
        patient,
        practice);
  }

  /** How a patient lost a reading; empty when it is theirs, or never was. */
  public static Optional<Retraction> retraction(Session session, ReadingId id, PatientId patient)
      throws SQLException {
    return session.first(
        """
        SELECT retracted_because, retracted_at, judged_at FROM reading_retracted
        WHERE reading_id = ? AND patient_id = ?
        """,
        Retraction::read,
        id,
        patient);
  }

  /** What a patient had since an instant, inclusive, and has no longer; oldest first. */
  public static List<StoredReading> retractedOfPatient(
      Session session, PracticeId practice, PatientId patient, Instant from) throws SQLException {
    return session.list(
        """
        SELECT * FROM reading_retracted
        WHERE practice_id = ? AND patient_id = ? AND measured_at >= ?
        ORDER BY measured_at, reading_id
        """,
        Readings::read,
        practice,
        patient,
        from);
  }

  /** Whether any patient had a reading and has it no longer. */
  public static boolean isRetracted(Session session, ReadingId id) throws SQLException {
    return session
        .first(
            "SELECT 1 AS n FROM reading_retracted WHERE reading_id = ?", row -> row.number("n"), id)
        .isPresent();
  }

  /** After a reading came back to a patient who had it before: its versions go on from there. */
  public static void returned(Session session, StoredReading stored) throws SQLException {
    Optional<StoredReading> before =
        retracted(session, stored.practice(), stored.reading().id(), stored.reading().patient());
    if (before.isPresent()) {
      session.update(
          "UPDATE reading SET version = ? WHERE reading_id = ?",
          before.get().version() + 1,
          stored.reading().id());
      session.update(
          "DELETE FROM reading_retracted WHERE reading_id = ? AND patient_id = ?",
          stored.reading().id(),
          stored.reading().patient());
    }
  }

  /** A patient's readings within a span of an instant, both ends inclusive; oldest first. */
  public static List<StoredReading> around(
      Session session, PracticeId practice, PatientId patient, Instant at, Duration span)
      throws SQLException {
    return session.list(
        """
        SELECT * FROM reading
        WHERE practice_id = ? AND patient_id = ? AND measured_at BETWEEN ? AND ?
        ORDER BY measured_at, reading_id
        """,
        Readings::read,
        practice,
        patient,
        at.minus(span),
        at.plus(span));
  }

  /** A patient's readings of one device, oldest first. */
  public static List<StoredReading> ofDevice(
      Session session, PracticeId practice, PatientId patient, DeviceId device)
      throws SQLException {
    return session.list(
        """
        SELECT * FROM reading WHERE practice_id = ? AND patient_id = ? AND device_id = ?
        ORDER BY measured_at, reading_id
        """,
        Readings::read,
        practice,
        patient,
        device);
  }

  /** Which of its versions a vendor has sent last; empty when it never said. */
  public static Optional<Long> revision(Session session, ReadingId id) throws SQLException {
    return session.first(
        "SELECT revision FROM reading_revision WHERE reading_id = ?",
        row -> row.number("revision"),
        id);
  }

  /** Keeps which version was sent last. */
  public static void keepRevision(Session session, ReadingId id, long revision)
      throws SQLException {
    session.update(
        """
        INSERT INTO reading_revision (reading_id, revision) VALUES (?, ?)
        ON CONFLICT (reading_id) DO UPDATE SET revision = excluded.revision
        """,
        id,
        revision);
  }

  /** A patient's readings, oldest first; {@code from} inclusive, {@code to} exclusive. */
  public static List<StoredReading> ofPatient(
      Session session, PracticeId practice, PatientId patient, Instant from, Instant to)
      throws SQLException {
    return session.list(
        """
        SELECT * FROM reading
        WHERE practice_id = ? AND patient_id = ? AND measured_at >= ? AND measured_at < ?
        ORDER BY measured_at, reading_id
        """,
        Readings::read,
        practice,
        patient,
        from,
        to);
  }

  /** All readings of a patient, oldest first. */
  public static List<StoredReading> ofPatient(
      Session session, PracticeId practice, PatientId patient) throws SQLException {
    return session.list(
        """
        SELECT * FROM reading WHERE practice_id = ? AND patient_id = ?
        ORDER BY measured_at, reading_id
        """,
        Readings::read,
        practice,
        patient);
  }

  /** When the patient's newest reading was measured. */
  public static Optional<Instant> newest(Session session, PracticeId practice, PatientId patient)
      throws SQLException {
    return session.first(
        """
        SELECT measured_at FROM reading WHERE practice_id = ? AND patient_id = ?
        ORDER BY measured_at DESC LIMIT 1
        """,
        row -> row.instant("measured_at"),
        practice,
        patient);
  }

  /** At most so many of a patient's readings, the newest first. */
  public static List<StoredReading> newest(
      Session session, PracticeId practice, PatientId patient, int most) throws SQLException {
    return session.list(
        """
        SELECT * FROM reading WHERE practice_id = ? AND patient_id = ?
        ORDER BY measured_at DESC, reading_id DESC LIMIT ?
        """,
        Readings::read,
        practice,
        patient,
        most);
  }

  /** One reading of a practice. */
  public static Optional<StoredReading> find(Session session, PracticeId practice, ReadingId id)
      throws SQLException {
    return session.first(
        "SELECT * FROM reading WHERE reading_id = ? AND practice_id = ?",
        Readings::read,
        id,
        practice);
  }

  private static StoredReading read(Row row) throws SQLException {
    Optional<BigDecimal> systolic = row.decimal("systolic");
    Optional<BigDecimal> diastolic = row.decimal("diastolic");
    Optional<BigDecimal> mean = row.decimal("mean");
    Reading reading =
        new Reading(
            new ReadingId(row.text("reading_id")),
            new PatientId(row.text("patient_id")),
            new DeviceId(row.text("device_id")),
            new MeasuredAt(
                row.instant("measured_at"),
                TimeQuality.valueOf(row.text("time_quality")),
                row.optionalNumber("offset_seconds")
                    .map(seconds -> ZoneOffset.ofTotalSeconds(Math.toIntExact(seconds))),
                row.text("raw_time")),
            row.instant("received_at"),
            row.instant("judged_at"),
            systolic.flatMap(s -> diastolic.map(d -> new BloodPressure(s, d, mean))),
            row.decimal("pulse"),
            flags(row.text("flags")),
            EntryMethod.valueOf(row.text("entry")),
            ReadingStatus.valueOf(row.text("status")),
            row.flag("counted"),
            absent(row));
    return new StoredReading(
        new PracticeId(row.text("practice_id")),
        reading,
        row.optionalText("slot"),
        row.optionalText("session"),
        row.text("format"),
        Math.toIntExact(row.number("format_version")),
        row.text("transmission_id"),
        Math.toIntExact(row.number("item_no")),
        Math.toIntExact(row.number("version")));
  }

  private static Absent absent(Row row) throws SQLException {
    Optional<NoNumber> mean = row.optionalText("mean_absent").map(NoNumber::valueOf);
    Optional<NoNumber> pulse = row.optionalText("pulse_absent").map(NoNumber::valueOf);
    return mean.isEmpty() && pulse.isEmpty() ? Absent.NOTHING : new Absent(mean, pulse);
  }

  private static List<String> words(Set<ReadingFlag> flags) {
    return flags.stream().sorted().map(Enum::name).toList();
  }

  private static Set<ReadingFlag> flags(String words) {
    return JsonList.read(words).stream().map(ReadingFlag::valueOf).collect(Collectors.toSet());
  }
}
