package dev.cuffline.gateway.web.pages.devices;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.cuffline.gateway.registry.DeviceAssignment;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads items for pages, through indexes and by key. */
final class ItemQueries {
  private static final String ITEMS =
      """
      SELECT i.*, a.sentence AS critical FROM item i
      LEFT JOIN alert a ON a.practice_id = i.practice_id AND a.patient_id IS NULL
        AND a.raised_by = i.reading_id AND a.state <> 'RESOLVED'
      """;
  private static final String URGENCY =
      " ORDER BY CASE WHEN a.sentence IS NULL THEN 1 ELSE 0 END, i.transmission_id, i.item_no";

  private ItemQueries() {}

  /** Items in quarantine by all that stands in their way, as the store writes it. */
  static Map<String, Long> waiting(Session session, PracticeId practice) throws SQLException {
    Map<String, Long> counts = new LinkedHashMap<>();
    session.list(
        """
        SELECT reasons, COUNT(*) AS n FROM item
        WHERE practice_id = ? AND disposition = 'quarantine' GROUP BY reasons ORDER BY n DESC
        """,
        row -> counts.put(row.text("reasons"), row.number("n")),
        practice);
    return counts;
  }

  /**
   * Those of some of these, critical values first, then the oldest.
   *
   * @param critical whether those with a critical value are wanted as well
   */
  static List<ItemLine> waiting(
      Session session,
      PracticeId practice,
      List<String> reasons,
      boolean critical,
      int limit,
      int offset)
      throws SQLException {
    List<Object> arguments = new ArrayList<>(List.of(practice));
    arguments.addAll(reasons);
    String marks = String.join(", ", reasons.stream().map(_ -> "?").toList());
    arguments.add(limit);
    arguments.add(offset);
    return session.list(
        ITEMS
            + " WHERE i.practice_id = ? AND i.disposition = 'quarantine' AND i.reasons IN ("
            + marks
            + ")"
            + (critical ? "" : " AND a.sentence IS NULL")
            + URGENCY
            + " LIMIT ? OFFSET ?",
        ItemLine::read,
        arguments.toArray());
  }

  /** Those that hold a critical value which an alert speaks of that is not resolved. */
  static List<ItemLine> critical(Session session, PracticeId practice, int limit)
      throws SQLException {
    return session.list(
        ITEMS
            + " WHERE i.practice_id = ? AND i.disposition = 'quarantine'"
            + " AND a.sentence IS NOT NULL"
            + URGENCY
            + " LIMIT ?",
        ItemLine::read,
        practice,
        limit);
  }

  /** Those of a cuff on file, or of a sender. */
  static List<ItemLine> waitingOf(Session session, PracticeId practice, String device, int limit)
      throws SQLException {
    return session.list(
        ITEMS
            + " WHERE i.practice_id = ? AND i.disposition = 'quarantine'"
            + " AND (i.device_id = ? OR i.source = ? OR i.device_key IN (SELECT k.device_key"
            + " FROM device_key k WHERE k.practice_id = i.practice_id AND k.device_id = ?))"
            + URGENCY
            + " LIMIT ?",
        ItemLine::read,
        practice,
        device,
        device,
        device,
        limit);
  }

  /** What could not be read since an instant, the newest first. */
  static List<ItemLine> rejected(Session session, PracticeId practice, Instant since, int limit)
      throws SQLException {
    return session.list(
        ITEMS
            + " WHERE i.transmission_id >= ? AND i.practice_id = ? AND i.disposition = 'reject'"
            + " ORDER BY i.transmission_id DESC, i.item_no LIMIT ?",
        ItemLine::read,
        ulidAt(since),
        practice,
        limit);
  }

  /** What the ids of an instant begin with. */
  private static String ulidAt(Instant instant) {
    return UlidCreator.getUlid(instant.toEpochMilli()).toString().substring(0, 10);
  }

  /** One item, whatever became of it. */
  static Optional<ItemLine> item(Session session, PracticeId practice, String transmission, int no)
      throws SQLException {
    return session.first(
        ITEMS + " WHERE i.transmission_id = ? AND i.item_no = ? AND i.practice_id = ?",
        ItemLine::read,
        transmission,
        no,
        practice);
  }

  /** Every item of a transmission, in order. */
  static List<ItemLine> ofTransmission(Session session, PracticeId practice, String transmission)
      throws SQLException {
    return session.list(
        ITEMS + " WHERE i.transmission_id = ? AND i.practice_id = ? ORDER BY i.item_no",
        ItemLine::read,
        transmission,
        practice);
  }

  /** What waits of whoever calls itself so: how many, and when the first of it was taken. */
  static Waiting ofKey(Session session, PracticeId practice, String deviceKey, Duration oldest)
      throws SQLException {
    List<Instant> taken =
        session.list(
            """
            SELECT received_at, measured_at FROM item
            WHERE practice_id = ? AND device_key = ? AND disposition = 'quarantine'
            """,
            row -> {
              Instant received = row.instant("received_at");
              return row.optionalInstant("measured_at")
                  .filter(at -> !at.isAfter(received) && at.isAfter(received.minus(oldest)))
                  .orElse(received);
            },
            practice,
            deviceKey);
    return new Waiting(taken.size(), taken.stream().min(Comparator.naturalOrder()));
  }

  /**
   * What waits of one cuff.
   *
   * @param first by a clock that can be right, else by the receipt
   */
  record Waiting(int items, Optional<Instant> first) {}

  /**
   * The newest items of a cuff: its readings, by its patients, and what is in quarantine; both
   * through an index. The newest first.
   */
  static List<ItemLine> newest(
      Session session,
      PracticeId practice,
      DeviceId device,
      List<DeviceAssignment> assignments,
      int limit)
      throws SQLException {
    Map<String, ItemLine> items = new LinkedHashMap<>();
    Set<PatientId> patients = new LinkedHashSet<>();
    assignments.forEach(assignment -> patients.add(assignment.patient()));
    for (PatientId patient : patients) {
      for (ItemLine line :
          session.list(
              ITEMS
                  + """
                  JOIN (SELECT transmission_id, item_no FROM reading
                    WHERE practice_id = ? AND patient_id = ? AND device_id = ?
                    ORDER BY measured_at DESC LIMIT ?) r
                    ON r.transmission_id = i.transmission_id AND r.item_no = i.item_no
                  """,
              ItemLine::read,
              practice,
              patient,
              device,
              limit)) {
        items.put(line.place(), line);
      }
    }
    waitingOf(session, practice, device.value(), limit)
        .forEach(line -> items.put(line.place(), line));
    return newestFirst(items, limit);
  }

  /** Everything that a cuff has sent since an instant, whatever became of it. */
  static List<ItemLine> since(
      Session session, PracticeId practice, DeviceId device, Instant since, int limit)
      throws SQLException {
    return session.list(
        ITEMS
            + " WHERE i.transmission_id >= ? AND i.practice_id = ? AND i.device_id = ?"
            + " ORDER BY i.transmission_id DESC, i.item_no LIMIT ?",
        ItemLine::read,
        ulidAt(since),
        practice,
        device,
        limit);
  }

  private static List<ItemLine> newestFirst(Map<String, ItemLine> items, int limit) {
    return items.values().stream()
        .sorted(
            Comparator.comparing(ItemLine::receivedAt).thenComparing(ItemLine::place).reversed())
        .limit(limit)
        .toList();
  }
}
