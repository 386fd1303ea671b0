package dev.cuffline.gateway.store;

import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import dev.cuffline.rules.reading.ReadingId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is still to be sent, per destination. An entry names what changed, never its content: what
 * is sent is the version that is current at the time of sending.
 */
public final class Outbox {
  /** A reading, sent as its Observations. */
  public static final String READING = "reading";

  /** A reading that a patient had and has no longer: its Observations become entered-in-error. */
  public static final String RETRACTION = "retraction";

  /** A patient's alert, sent as it stands. */
  public static final String ALERT = "alert";

  /** The mean pressure of a patient over a span of dates. */
  public static final String MEAN = "mean";

  private Outbox() {}

  /**
   * One change for one destination.
   *
   * @param seq order of queueing
   * @param kind of the subject, {@link #READING}, {@link #RETRACTION}, {@link #ALERT} or {@link
   *     #MEAN}
   * @param subjectId the reading's id; of a retraction, with {@code /} and the patient's behind it;
   *     of a mean the patient's, with {@code /} and the first and the last date behind it
   */
  public record Entry(
      long seq,
      String destination,
      PracticeId practice,
      String kind,
      String subjectId,
      Instant queuedAt) {}

  /** Queues a new or changed reading. */
  public static void queue(
      Session session, String destination, PracticeId practice, ReadingId reading, Instant at)
      throws SQLException {
    queue(session, destination, practice, READING, reading.value(), at);
  }

  /** Queues that a reading is a patient's no longer. */
  public static void queueRetraction(
      Session session,
      String destination,
      PracticeId practice,
      ReadingId reading,
      PatientId patient,
      Instant at)
      throws SQLException {
    queue(session, destination, practice, RETRACTION, reading + "/" + patient, at);
  }

  /**
   * Queues that an alert was raised, or stands otherwise, in place of what waits of it. An entry
   * that is under way may have been made before the change, so there is always a new one.
   */
  public static void queueAlert(
      Session session, String destination, PracticeId practice, String alert, Instant at)
      throws SQLException {
    session.update(
        "DELETE FROM outbox WHERE destination = ? AND subject_id = ? AND subject_kind = 'alert'",
        destination,
        alert);
    queue(session, destination, practice, ALERT, alert, at);
  }

  /** Queues that a mean is there, or is another. */
  public static void queueMean(
      Session session,
      String destination,
      PracticeId practice,
      PatientId patient,
      String from,
      String to,
      Instant at)
      throws SQLException {
    queue(session, destination, practice, MEAN, patient + "/" + from + "/" + to, at);
  }

  private static void queue(
      Session session,
      String destination,
      PracticeId practice,
      String kind,
      String subject,
      Instant at)
      throws SQLException {
    session.update(
        """
        INSERT INTO outbox (destination, practice_id, subject_kind, subject_id, queued_at)
        VALUES (?, ?, ?, ?, ?)
        """,
        destination,
        practice,
        kind,
        subject,
        at);
  }

  /**
   * Queues every reading received since an instant, inclusive: what a new destination begins with.
   */
  public static void queueAll(Session session, String destination, Instant since, Instant at)
      throws SQLException {
    session.update(
        """
        INSERT INTO outbox (destination, practice_id, subject_kind, subject_id, queued_at)
        SELECT ?, practice_id, 'reading', reading_id, CAST(? AS BIGINT) FROM reading
        WHERE received_at >= ? ORDER BY practice_id, patient_id, measured_at
        """,
        destination,
        at,
        since);
  }

  /** The oldest entries of a destination. */
  public static List<Entry> oldest(Session session, String destination, int limit)
      throws SQLException {
    return session.list(
        "SELECT * FROM outbox WHERE destination = ? ORDER BY seq LIMIT " + limit,
        Outbox::read,
        destination);
  }

  /** Removes what waits no longer: one statement for each run of entries without a gap. */
  public static void remove(Session session, Collection<Entry> entries) throws SQLException {
    long[] sorted = entries.stream().mapToLong(Entry::seq).sorted().toArray();
    List<@Nullable Object[]> runs = new ArrayList<>();
    for (int first = 0; first < sorted.length; ) {
      int last = first;
      while (last + 1 < sorted.length && sorted[last + 1] == sorted[last] + 1) {
        last++;
      }
      runs.add(new @Nullable Object[] {sorted[first], sorted[last]});
      first = last + 1;
    }
    session.batch("DELETE FROM outbox WHERE seq BETWEEN ? AND ?", runs);
  }

  /** What waits for a destination. */
  public static long waiting(Session session, String destination) throws SQLException {
    return session
        .first(
            "SELECT count(*) AS n FROM outbox WHERE destination = ?",
            row -> row.number("n"),
            destination)
        .orElse(0L);
  }

  /** Since when the oldest entry waits; empty when nothing does. */
  public static Optional<Instant> waitingSince(Session session, String destination)
      throws SQLException {
    return session.first(
        "SELECT queued_at FROM outbox WHERE destination = ? ORDER BY seq LIMIT 1",
        row -> row.instant("queued_at"),
        destination);
  }

  private static Entry read(Row row) throws SQLException {
    return new Entry(
        row.number("seq"),
        row.text("destination"),
        new PracticeId(row.text("practice_id")),
        row.text("subject_kind"),
        row.text("subject_id"),
        row.instant("queued_at"));
  }
}
