package dev.cuffline.gateway;

import dev.cuffline.gateway.store.Session;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/**
 * What the demo shows: read from journal and store, as anybody could.
 *
 * @param received transmissions that are durable
 * @param items by disposition, in alphabetical order
 * @param openAlerts by severity
 * @param delivered resources at all destinations
 */
record DemoFigures(
    long received, Map<String, Long> items, Map<String, Long> openAlerts, long delivered) {
  static DemoFigures read(Session session, long received) throws SQLException {
    return new DemoFigures(
        received,
        counts(
            session,
            "SELECT disposition AS word, count(*) AS n FROM item GROUP BY disposition"
                + " ORDER BY disposition"),
        counts(
            session,
            "SELECT severity AS word, count(*) AS n FROM alert WHERE state <> 'RESOLVED'"
                + " GROUP BY severity ORDER BY severity"),
        session.first("SELECT count(*) AS n FROM delivered", row -> row.number("n")).orElse(0L));
  }

  private static Map<String, Long> counts(Session session, String sql) throws SQLException {
    Map<String, Long> counts = new LinkedHashMap<>();
    session.list(sql, row -> counts.put(row.text("word"), row.number("n")));
    return counts;
  }

  /** One line that fits a terminal. */
  String line() {
    StringJoiner line = new StringJoiner(" · ");
    line.add("received " + received);
    items.forEach((disposition, count) -> line.add(disposition + " " + count));
    long alerts = openAlerts.values().stream().mapToLong(Long::longValue).sum();
    line.add(
        "alerts "
            + alerts
            + openAlerts.entrySet().stream()
                .map(alert ->
                    alert.getValue() + " " + alert.getKey().toLowerCase(java.util.Locale.ROOT))
                .collect(java.util.stream.Collectors.joining(", ", " (", ")")));
    line.add("delivered " + delivered);
    return line.toString();
  }
}
