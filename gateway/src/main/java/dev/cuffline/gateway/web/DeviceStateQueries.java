package dev.cuffline.gateway.web;

import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads when devices were last heard, what they said of themselves, and what went wrong. */
final class DeviceStateQueries {
  private final Database database;

  DeviceStateQueries(Database database) {
    this.database = database;
  }

  /**
   * Devices and what was last heard of them, by id.
   *
   * @param silentSince only those that were not heard since
   * @param batteryBelow only those that said less, in percent
   */
  List<DeviceStateView> list(
      PracticeId practice,
      Optional<Instant> silentSince,
      Optional<Integer> batteryBelow,
      Optional<List<String>> after,
      int limit) {
    Query query = new Query("SELECT * FROM device_state WHERE practice_id = ?", practice);
    silentSince.ifPresent(since -> query.and("seen_at < ?", since));
    batteryBelow.ifPresent(percent -> query.and("battery_percent < ?", percent));
    after.ifPresent(key -> query.and("device_id > ?", key.getFirst()));
    return database.read(session ->
        query.list(
            session,
            "device_id",
            limit,
            row ->
                new DeviceStateView(
                    row.text("device_id"),
                    row.instant("seen_at"),
                    row.text("source"),
                    row.text("format"),
                    DerivedQueries.json(row.text("gauges")),
                    row.optionalInstant("gauges_at"),
                    faults(session, practice, row.text("device_id")))));
  }

  private static List<DeviceStateView.Fault> faults(
      Session session, PracticeId practice, String device) throws SQLException {
    return session.list(
        """
        SELECT reason, times, last_at FROM device_fault WHERE practice_id = ? AND device_id = ?
        ORDER BY times DESC, reason
        """,
        row ->
            new DeviceStateView.Fault(
                row.text("reason"), row.number("times"), row.instant("last_at")),
        practice,
        device);
  }
}
