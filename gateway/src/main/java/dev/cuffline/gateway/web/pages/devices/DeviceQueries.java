package dev.cuffline.gateway.web.pages.devices;

import dev.cuffline.gateway.registry.DeviceEvent;
import dev.cuffline.gateway.registry.DeviceKey;
import dev.cuffline.gateway.registry.Page;
import dev.cuffline.gateway.registry.RegistryQueries;
import dev.cuffline.gateway.registry.ToReturn;
import dev.cuffline.gateway.store.Row;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads cuffs for pages: a list in a few statements, however long it is. */
final class DeviceQueries {
  private static final String LINES =
      """
      SELECT d.id, d.manufacturer, d.model, d.cuff_size, s.seen_at, s.battery_percent, s.gauges,
        (SELECT e.kind FROM device_event e WHERE e.practice_id = d.practice_id
          AND e.device_id = d.id ORDER BY e.at DESC, e.id DESC LIMIT 1) AS life,
        CASE WHEN d.manufacturer = '' AND d.model = '' THEN
          (SELECT MIN(k.device_key) FROM device_key k WHERE k.practice_id = d.practice_id
            AND k.device_id = d.id) END AS called,
        f.times, f.clock_at
      FROM device d
      LEFT JOIN device_state s ON s.practice_id = d.practice_id AND s.device_id = d.id
      LEFT JOIN (SELECT device_id, CAST(SUM(times) AS BIGINT) AS times,
          MAX(CASE WHEN reason LIKE 'clock-%' THEN last_at END) AS clock_at
        FROM device_fault WHERE practice_id = ? GROUP BY device_id) f ON f.device_id = d.id
      WHERE d.practice_id = ?
      """;

  private DeviceQueries() {}

  /** Every cuff of a practice, by id. */
  static List<DeviceLine> lines(Session session, PracticeId practice, Instant now)
      throws SQLException {
    Map<String, List<DeviceLine.Holder>> holders = holders(session, practice, now);
    Set<String> toReturn = new HashSet<>();
    for (ToReturn each : RegistryQueries.toReturn(session, practice, Page.ALL)) {
      toReturn.add(each.device().value());
    }
    return session.list(
        LINES + " ORDER BY d.id", row -> line(row, holders, toReturn), practice, practice);
  }

  /** One cuff. */
  static Optional<DeviceLine> line(
      Session session, PracticeId practice, DeviceId device, Instant now) throws SQLException {
    Map<String, List<DeviceLine.Holder>> holders = holders(session, practice, now);
    boolean toReturn =
        RegistryQueries.toReturn(session, practice, Page.ALL).stream()
            .anyMatch(each -> each.device().equals(device));
    return session.first(
        LINES + " AND d.id = ?",
        row -> line(row, holders, toReturn ? Set.of(device.value()) : Set.of()),
        practice,
        practice,
        device);
  }

  private static DeviceLine line(
      Row row, Map<String, List<DeviceLine.Holder>> holders, Set<String> toReturn)
      throws SQLException {
    String id = row.text("id");
    return new DeviceLine(
        id,
        row.text("manufacturer"),
        row.text("model"),
        row.optionalText("called").orElse(""),
        row.optionalText("cuff_size"),
        holders.getOrDefault(id, List.of()),
        row.optionalText("life").map(DeviceEvent.Kind::valueOf),
        row.optionalInstant("seen_at"),
        row.optionalNumber("battery_percent"),
        row.optionalText("gauges").map(Gauges::parse).orElse(Gauges.NONE),
        row.optionalNumber("times").orElse(0L),
        row.optionalInstant("clock_at"),
        toReturn.contains(id));
  }

  private static Map<String, List<DeviceLine.Holder>> holders(
      Session session, PracticeId practice, Instant now) throws SQLException {
    Map<String, List<DeviceLine.Holder>> holders = new HashMap<>();
    session.list(
        """
        SELECT a.device_id, a.slot, p.id, p.family, p.given FROM assignment a
        JOIN patient p ON p.practice_id = a.practice_id AND p.id = a.patient_id
        WHERE a.practice_id = ? AND a.from_at <= ? AND (a.to_at IS NULL OR a.to_at > ?)
        ORDER BY a.from_at, a.id
        """,
        row ->
            holders
                .computeIfAbsent(row.text("device_id"), _ -> new ArrayList<>())
                .add(
                    new DeviceLine.Holder(
                        row.text("id"),
                        row.text("family") + ", " + row.text("given"),
                        row.optionalText("slot"))),
        practice,
        now,
        now);
    return holders;
  }

  /** Which cuff calls itself so. */
  static Optional<DeviceId> byKey(Session session, PracticeId practice, DeviceKey key)
      throws SQLException {
    return session.first(
        "SELECT device_id FROM device_key WHERE practice_id = ? AND device_key = ?",
        row -> new DeviceId(row.text("device_id")),
        practice,
        key.text());
  }

  /** What went wrong with a cuff, the most frequent first. */
  static List<Fault> faults(Session session, PracticeId practice, DeviceId device)
      throws SQLException {
    return session.list(
        """
        SELECT reason, times, last_at FROM device_fault WHERE practice_id = ? AND device_id = ?
        ORDER BY times DESC, reason
        """,
        row -> new Fault(row.text("reason"), row.number("times"), row.instant("last_at")),
        practice,
        device);
  }

  /** One kind of trouble. */
  record Fault(String reason, long times, Instant lastAt) {}

  /** Readings of a cuff that a patient has, measured since an instant: what a hand-over moves. */
  static long measuredSince(
      Session session, PracticeId practice, PatientId patient, DeviceId device, Instant since)
      throws SQLException {
    return session
        .first(
            """
            SELECT COUNT(*) AS n FROM reading WHERE practice_id = ? AND patient_id = ?
              AND measured_at >= ? AND device_id = ?
            """,
            row -> row.number("n"),
            practice,
            patient,
            since,
            device)
        .orElse(0L);
  }
}
