package dev.cuffline.gateway.web.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cuffline.gateway.store.Changed;
import dev.cuffline.gateway.store.Row;
import dev.cuffline.gateway.store.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what changed as it is now, and writes it as an event. */
final class LiveRows {
  private static final ObjectMapper JSON = new ObjectMapper();

  private LiveRows() {}

  /**
   * An alert on the stream.
   *
   * @param patient null for a critical item that nobody could attribute
   * @param raisedBy the reading
   * @param raisedAt RFC 3339, UTC
   */
  record AlertData(
      String id,
      @Nullable String patient,
      String family,
      String severity,
      String state,
      String confirmation,
      String raisedBy,
      String raisedAt,
      boolean pages) {
    static AlertData of(Row row) throws SQLException {
      Instant raisedAt = row.instant("raised_at");
      return new AlertData(
          row.text("id"),
          row.optionalText("patient_id").orElse(null),
          row.text("family"),
          row.text("severity"),
          row.text("state"),
          row.text("confirmation"),
          row.text("raised_by"),
          raisedAt.toString(),
          row.flag("pages"));
    }
  }

  private record ClocksData(String patient) {}

  /** The event of each change, in order; a change whose row is gone has none. */
  static Map<Changed, LiveEvent> read(Session session, Collection<Changed> changes)
      throws SQLException {
    Map<Changed, LiveEvent> events = new LinkedHashMap<>();
    for (Changed change : changes) {
      read(session, change).ifPresent(event -> events.put(change, event));
    }
    return events;
  }

  private static Optional<LiveEvent> read(Session session, Changed change) throws SQLException {
    return switch (change) {
      case Changed.Alert alert ->
          session
              .first(
                  "SELECT * FROM alert WHERE practice_id = ? AND id = ?",
                  AlertData::of,
                  alert.practice(),
                  alert.id())
              .map(data -> new LiveEvent("alert", json(data)));
      case Changed.Clocks clocks ->
          Optional.of(new LiveEvent("clocks", json(new ClocksData(clocks.patient().value()))));
    };
  }

  private static String json(Object data) {
    try {
      return JSON.writeValueAsString(data);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("an event must be writable as JSON", impossible);
    }
  }
}
