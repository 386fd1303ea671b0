package dev.cuffline.gateway.intake;

import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.JsonList;
import dev.cuffline.gateway.store.Readings;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.gateway.store.StoredReading;
import dev.cuffline.rules.reading.PatientId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the tables say, for tests. */
public final class Ledger {
  private final Database database;

  Ledger(Database database) {
    this.database = database;
  }

  /** A row of the table of items. */
  public record ItemRow(
      String transmission,
      int no,
      String disposition,
      List<String> reasons,
      Optional<String> patient,
      Optional<String> reading,
      Instant judgedAt) {
    /** Disposition and reasons, in one word. */
    public String verdict() {
      return reasons.isEmpty() ? disposition : disposition + " " + String.join(" ", reasons);
    }
  }

  /** A row of the table of alerts. */
  public record AlertRow(
      String id,
      Optional<String> patient,
      String family,
      String severity,
      String state,
      String confirmation,
      boolean historic,
      boolean pages) {
    /** The same under no name. */
    public AlertRow withoutName() {
      return new AlertRow("", patient, family, severity, state, confirmation, historic, pages);
    }
  }

  /** All items, by transmission and number. */
  public List<ItemRow> items() {
    return database.read(session ->
        session.list(
            "SELECT * FROM item ORDER BY transmission_id, item_no",
            row ->
                new ItemRow(
                    row.text("transmission_id"),
                    Math.toIntExact(row.number("item_no")),
                    row.text("disposition"),
                    JsonList.read(row.text("reasons")),
                    row.optionalText("patient_id"),
                    row.optionalText("reading_id"),
                    row.instant("judged_at"))));
  }

  /** Dispositions and reasons, by transmission and number. */
  public List<String> verdicts() {
    return items().stream().map(ItemRow::verdict).toList();
  }

  /** Dispositions alone, by transmission and number. */
  public List<String> dispositions() {
    return items().stream().map(ItemRow::disposition).toList();
  }

  /** The verdicts on the items of one transmission. */
  public List<String> verdicts(String transmission) {
    return items().stream()
        .filter(item -> item.transmission().equals(transmission))
        .map(ItemRow::verdict)
        .toList();
  }

  /** A patient's readings, oldest first. */
  public List<StoredReading> readings(String patient) {
    return database.read(
        session -> Readings.ofPatient(session, TestGateway.PRACTICE, new PatientId(patient)));
  }

  /** All alerts, the unattributed first. */
  public List<AlertRow> alerts() {
    return database.read(session ->
        session.list(
            "SELECT * FROM alert ORDER BY patient_id IS NOT NULL, patient_id, raised_at, id",
            row ->
                new AlertRow(
                    row.text("id"),
                    row.optionalText("patient_id"),
                    row.text("family"),
                    row.text("severity"),
                    row.text("state"),
                    row.text("confirmation"),
                    row.flag("historic"),
                    row.flag("pages"))));
  }

  /** The only alert there is. */
  public AlertRow alert() {
    List<AlertRow> all = alerts();
    if (all.size() != 1) {
      throw new AssertionError("expected one alert, found " + all.size());
    }
    return all.getFirst();
  }

  /** The reading that made each data-day of a patient. */
  public Map<String, String> dataDays(String patient) {
    return database.read(session -> {
      Map<String, String> days = new TreeMap<>();
      session.list(
          "SELECT day, reading_id FROM data_day WHERE practice_id = ? AND patient_id = ?",
          row -> days.put(row.text("day"), row.text("reading_id")),
          TestGateway.PRACTICE,
          patient);
      return days;
    });
  }

  /** How many rows a table has. */
  public long count(String table) {
    return database.read(session -> count(session, table));
  }

  private static long count(Session session, String table) throws java.sql.SQLException {
    return session.first("SELECT count(*) AS n FROM " + table, row -> row.number("n")).orElse(0L);
  }

  /** Changes rows behind the gateway's back: the way to plant what must not be there. */
  public void plant(String sql, Object... arguments) {
    database
        .writer()
        .command(session -> {
          session.forget();
          return session.update(sql, arguments);
        })
        .join();
  }
}
