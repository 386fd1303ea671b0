package dev.cuffline.gateway.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.cuffline.gateway.registry.Patient;
import dev.cuffline.gateway.registry.RegistryJson;
import dev.cuffline.gateway.registry.RegistryQueries;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.JsonList;
import dev.cuffline.gateway.store.Row;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads derived rows for the API: items, readings, findings, alerts. */
final class DerivedQueries {
  private static final String RANK =
      "CASE severity WHEN 'CRITICAL' THEN 0 WHEN 'HIGH' THEN 1 WHEN 'MEDIUM' THEN 2 ELSE 3 END";

  /** A pressure with the pulse and the flags that came in messages of their own. */
  private static final String JOINED =
      """
      SELECT r.*,
        CASE WHEN r.session IS NOT NULL AND r.systolic IS NOT NULL THEN (
          SELECT MIN(p.pulse) FROM reading p WHERE %1$s AND p.pulse IS NOT NULL
        ) END AS session_pulse,
        CASE WHEN r.session IS NOT NULL AND r.systolic IS NOT NULL THEN (
          SELECT MIN(p.flags) FROM reading p WHERE %1$s AND p.pulse IS NULL
        ) END AS session_flags
      FROM reading r
      """
          .formatted(
              """
              p.practice_id = r.practice_id AND p.patient_id = r.patient_id
                AND p.measured_at = r.measured_at AND p.device_id = r.device_id
                AND p.session = r.session AND p.systolic IS NULL
                AND p.status <> 'ENTERED_IN_ERROR'
              """);

  private final Database database;

  /** Between two instants, the first inclusive, the second exclusive. */
  record Window(Optional<Instant> from, Optional<Instant> to) {}

  DerivedQueries(Database database) {
    this.database = database;
  }

  /** A transmission's items, in their order. */
  List<ItemView> itemsOf(PracticeId practice, String transmission) {
    return database.read(session ->
        session.list(
            "SELECT * FROM item WHERE transmission_id = ? AND practice_id = ? ORDER BY item_no",
            DerivedQueries::item,
            transmission,
            practice));
  }

  /** Items by receipt, the newest first. */
  List<ItemView> items(
      PracticeId practice,
      List<String> dispositions,
      Optional<String> reason,
      Window received,
      Optional<List<String>> after,
      int limit) {
    Query query = new Query("SELECT * FROM item WHERE practice_id = ?", practice);
    dispositions.forEach(wanted -> query.and("disposition = ?", wanted));
    reason.ifPresent(code -> QuarantineQueries.naming(query, "reasons", code));
    query.within("received_at", received.from(), received.to());
    after.ifPresent(key ->
        query.and(
            "(transmission_id, item_no) < (?, ?)", key.getFirst(), Cursor.number(key.getLast())));
    return database.read(session ->
        query.list(session, "transmission_id DESC, item_no DESC", limit, DerivedQueries::item));
  }

  /** A patient's readings, the newest first; empty when there is no such patient. */
  Optional<List<ReadingView>> readings(
      PracticeId practice,
      PatientId patient,
      Window measured,
      Optional<List<String>> after,
      int limit) {
    Query query =
        new Query(JOINED + " WHERE practice_id = ? AND patient_id = ?", practice, patient);
    query.within("measured_at", measured.from(), measured.to());
    after.ifPresent(key ->
        query.and(
            "(measured_at, reading_id) < (?, ?)", Cursor.instant(key.getFirst()), key.getLast()));
    return database.read(session -> {
      Optional<ZoneId> zone =
          RegistryQueries.patient(session, practice, patient).map(Patient::zone);
      return zone.isEmpty()
          ? Optional.empty()
          : Optional.of(
              query.list(
                  session,
                  "measured_at DESC, reading_id DESC",
                  limit,
                  row -> reading(row, zone.get())));
    });
  }

  /** A patient's findings, the newest first. */
  List<FindingView> findings(
      PracticeId practice, PatientId patient, Optional<List<String>> after, int limit) {
    Query query =
        new Query(
            "SELECT * FROM finding WHERE practice_id = ? AND patient_id = ?", practice, patient);
    after.ifPresent(
        key -> query.and("(at, rule) < (?, ?)", Cursor.instant(key.getFirst()), key.getLast()));
    return database.read(
        session -> query.list(session, "at DESC, rule DESC", limit, DerivedQueries::finding));
  }

  /** A patient's alerts, whatever their state, the newest first. */
  List<AlertView> alertsOf(
      PracticeId practice, PatientId patient, Optional<List<String>> after, int limit) {
    Query query =
        new Query(
            "SELECT * FROM alert WHERE practice_id = ? AND patient_id = ?", practice, patient);
    after.ifPresent(key ->
        query.and("(raised_at, id) < (?, ?)", Cursor.instant(key.getFirst()), key.getLast()));
    return database.read(
        session -> query.list(session, "raised_at DESC, id DESC", limit, DerivedQueries::alert));
  }

  /** Alerts that are not resolved, the gravest first, then the oldest. */
  List<AlertView> openAlerts(PracticeId practice, Optional<List<String>> after, int limit) {
    Query query =
        new Query("SELECT * FROM alert WHERE practice_id = ? AND state <> 'RESOLVED'", practice);
    after.ifPresent(key ->
        query.and(
            "(" + RANK + ", raised_at, id) > (?, ?, ?)",
            Cursor.number(key.get(0)),
            Cursor.instant(key.get(1)),
            key.get(2)));
    return database.read(
        session -> query.list(session, RANK + ", raised_at, id", limit, DerivedQueries::alert));
  }

  /** The key of an alert in the list of the open ones. */
  static List<String> openKey(AlertView alert) {
    int rank =
        switch (alert.severity()) {
          case "CRITICAL" -> 0;
          case "HIGH" -> 1;
          case "MEDIUM" -> 2;
          default -> 3;
        };
    return List.of(Integer.toString(rank), alert.raisedAt().toString(), alert.id());
  }

  private static ItemView item(Row row) throws SQLException {
    return new ItemView(
        row.text("transmission_id"),
        Math.toIntExact(row.number("item_no")),
        row.instant("received_at"),
        row.instant("judged_at"),
        row.text("source"),
        row.text("transport"),
        row.text("format"),
        Math.toIntExact(row.number("format_version")),
        row.text("disposition"),
        json(row.text("reasons")),
        row.text("detail"),
        row.optionalText("device_key"),
        row.optionalText("device_id"),
        row.optionalText("patient_id"),
        row.optionalText("reading_id"),
        row.optionalInstant("measured_at"));
  }

  private static ReadingView reading(Row row, ZoneId zone) throws SQLException {
    Instant measuredAt = row.instant("measured_at");
    return new ReadingView(
        row.text("reading_id"),
        row.text("patient_id"),
        row.text("device_id"),
        row.optionalText("slot"),
        measuredAt,
        measuredAt.atZone(zone).toOffsetDateTime(),
        zone.getId(),
        row.instant("received_at"),
        row.instant("judged_at"),
        row.decimal("systolic"),
        row.decimal("diastolic"),
        row.decimal("mean"),
        pulse(row),
        flags(row),
        row.text("entry"),
        row.text("status"),
        row.flag("counted"),
        row.text("time_quality"),
        row.text("transmission_id"),
        Math.toIntExact(row.number("item_no")),
        Math.toIntExact(row.number("version")));
  }

  private static Optional<BigDecimal> pulse(Row row) throws SQLException {
    Optional<BigDecimal> own = row.decimal("pulse");
    return own.isPresent() ? own : row.decimal("session_pulse");
  }

  private static JsonNode flags(Row row) throws SQLException {
    Set<String> flags = new LinkedHashSet<>(JsonList.read(row.text("flags")));
    row.optionalText("session_flags").map(JsonList::read).ifPresent(flags::addAll);
    return json(JsonList.of(flags));
  }

  private static FindingView finding(Row row) throws SQLException {
    return new FindingView(
        row.text("rule"),
        row.instant("at"),
        row.text("severity"),
        row.text("family"),
        row.flag("historic"),
        json(row.text("evidence")),
        row.text("sentence"));
  }

  private static AlertView alert(Row row) throws SQLException {
    return new AlertView(
        row.text("id"),
        row.optionalText("patient_id"),
        row.text("family"),
        row.text("severity"),
        row.text("state"),
        row.text("confirmation"),
        row.flag("historic"),
        row.flag("pages"),
        row.instant("raised_at"),
        row.optionalInstant("due_at"),
        json(row.text("rules")),
        json(row.text("evidence")),
        row.text("sentence"),
        row.optionalText("transmission_id"),
        row.optionalNumber("item_no"));
  }

  /** Lists are kept as JSON text; what is none is shown as a list of itself. */
  static JsonNode json(String text) {
    try {
      return RegistryJson.MAPPER.readTree(text);
    } catch (JsonProcessingException notJson) {
      return RegistryJson.MAPPER.createArrayNode().add(text);
    }
  }
}
