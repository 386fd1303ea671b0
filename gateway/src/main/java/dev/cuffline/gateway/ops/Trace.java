package dev.cuffline.gateway.ops;

import dev.cuffline.gateway.journal.JournalEntry;
import dev.cuffline.gateway.journal.Transmission;
import dev.cuffline.gateway.ops.TraceReport.Stage;
import dev.cuffline.gateway.store.JsonList;
import dev.cuffline.gateway.store.Row;
import dev.cuffline.gateway.store.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Where is my reading? Follows transmissions from receipt to each destination's answer (DESIGN.md
 * section 4).
 */
public final class Trace {
  private final Function<String, Optional<JournalEntry>> journal;
  private final BiFunction<String, String, List<String>> resources;

  /**
   * Traces with a journal to look into.
   *
   * @param journal finds a transmission by its id
   * @param resources the FHIR ids that a reading (first) of a patient (second) has downstream
   */
  public Trace(
      Function<String, Optional<JournalEntry>> journal,
      BiFunction<String, String, List<String>> resources) {
    this.journal = journal;
    this.resources = resources;
  }

  private record Item(
      int no,
      Instant judgedAt,
      String disposition,
      String reasons,
      String detail,
      String practice,
      Optional<String> patient,
      Optional<String> reading,
      Optional<Instant> measuredAt) {}

  /** The transmissions of a device, newest first; {@code from} inclusive, {@code to} exclusive. */
  public List<String> ofDevice(Session session, String device, Instant from, Instant to, int limit)
      throws SQLException {
    return session.list(
        """
        SELECT DISTINCT transmission_id FROM item
        WHERE (device_id = ? OR device_key = ? OR source = ?)
          AND received_at >= ? AND received_at < ?
        ORDER BY transmission_id DESC LIMIT %d
        """
            .formatted(limit),
        row -> row.text("transmission_id"),
        device,
        device,
        device,
        from,
        to);
  }

  /** The transmissions that speak of a patient, newest first. */
  public List<String> ofPatient(
      Session session, String patient, Instant from, Instant to, int limit) throws SQLException {
    return session.list(
        """
        SELECT DISTINCT transmission_id FROM item
        WHERE patient_id = ? AND received_at >= ? AND received_at < ?
        ORDER BY transmission_id DESC LIMIT %d
        """
            .formatted(limit),
        row -> row.text("transmission_id"),
        patient,
        from,
        to);
  }

  /** Everything received in a time, newest first. */
  public List<String> received(Session session, Instant from, Instant to, int limit)
      throws SQLException {
    return session.list(
        """
        SELECT DISTINCT transmission_id FROM item
        WHERE received_at >= ? AND received_at < ?
        ORDER BY transmission_id DESC LIMIT %d
        """
            .formatted(limit),
        row -> row.text("transmission_id"),
        from,
        to);
  }

  /** The last journal position that intake has judged; 0 when none. */
  public static long judgedUpTo(Session session) throws SQLException {
    return session
        .first(
            "SELECT max(position) AS position FROM journal_cursor", row -> row.number("position"))
        .orElse(0L);
  }

  /** One transmission; empty when neither the journal nor the store knows it. */
  public Optional<TraceReport> transmission(Session session, String id) throws SQLException {
    Optional<JournalEntry> entry = journal.apply(id);
    List<Item> items = items(session, id);
    if (entry.isEmpty() && items.isEmpty()) {
      return Optional.empty();
    }
    List<Stage> stages = new ArrayList<>();
    entry.ifPresent(found -> received(stages, found));
    String outcome =
        items.isEmpty() ? "waiting: it is durable in the journal and has not been judged yet" : "";
    for (Item item : items) {
      stages.add(judged(item));
      stages.addAll(unattributed(session, item));
      outcome = join(outcome, follow(session, stages, item));
    }
    return Optional.of(new TraceReport(id, stages, outcome));
  }

  private static List<Item> items(Session session, String id) throws SQLException {
    return session.list(
        "SELECT * FROM item WHERE transmission_id = ? ORDER BY item_no",
        row ->
            new Item(
                Math.toIntExact(row.number("item_no")),
                row.instant("judged_at"),
                row.text("disposition"),
                String.join(", ", JsonList.read(row.text("reasons"))),
                row.text("detail"),
                row.text("practice_id"),
                row.optionalText("patient_id"),
                row.optionalText("reading_id"),
                row.optionalInstant("measured_at")),
        id);
  }

  private static void received(List<Stage> stages, JournalEntry entry) {
    Transmission transmission = entry.transmission();
    stages.add(
        new Stage(
            "received",
            transmission.receivedAt().toString(),
            "by "
                + transmission.transport().code()
                + " from source "
                + transmission.source()
                + ", format "
                + transmission.format()));
    stages.add(
        new Stage(
            "journalled",
            "",
            "position " + entry.position() + ", " + transmission.payload().length + " bytes"));
  }

  private static Stage judged(Item item) {
    String reasons = item.reasons().isEmpty() ? "" : " (" + item.reasons() + ")";
    String detail = item.detail().isEmpty() ? "" : ": " + item.detail();
    return new Stage(
        "judged",
        item.judgedAt().toString(),
        "item " + item.no() + " → " + item.disposition() + reasons + detail);
  }

  /** Adds the stages after judging and says in one sentence how it ended. */
  private String follow(Session session, List<Stage> stages, Item item) throws SQLException {
    return switch (item.disposition()) {
      case "accept", "accept-not-counted", "amend" -> stored(session, stages, item);
      case "duplicate" ->
          item.reading().isPresent()
              ? "stopped as a duplicate: reading " + item.reading().get() + " was there already"
              : "stopped as a duplicate";
      case "quarantine" ->
          "stopped in quarantine: "
              + item.reasons()
              + "; it is released by itself once its cause is mended";
      case "reject" -> "stopped: it could not be read (" + item.reasons() + "); bytes are kept";
      case "telemetry" -> "ended as device telemetry: nothing clinical in it";
      default -> "ended: " + item.reasons() + "; nothing clinical in it";
    };
  }

  private String stored(Session session, List<Stage> stages, Item item) throws SQLException {
    String reading = item.reading().orElse("");
    stages.add(new Stage("stored", item.measuredAt().map(Instant::toString).orElse(""), reading));
    stages.addAll(dataDays(session, item, reading));
    stages.addAll(alerts(session, item, reading));
    List<Stage> delivered = delivered(session, item, reading);
    List<Stage> waiting =
        session.list(
            "SELECT destination, queued_at FROM outbox WHERE subject_id = ? ORDER BY seq",
            row ->
                new Stage("waiting", row.instant("queued_at").toString(), row.text("destination")),
            reading);
    List<Stage> parked =
        session.list(
            "SELECT destination, parked_at, reason FROM parked WHERE subject_id = ? ORDER BY seq",
            row ->
                new Stage(
                    "parked",
                    row.instant("parked_at").toString(),
                    row.text("destination") + ": " + row.text("reason")),
            reading);
    stages.addAll(delivered);
    stages.addAll(waiting);
    stages.addAll(parked);
    if (!parked.isEmpty()) {
      return "stored; parked at a destination that refuses it";
    }
    if (!waiting.isEmpty()) {
      return "stored; waits to be delivered";
    }
    return delivered.isEmpty() ? "stored; no destination takes it" : "arrived";
  }

  private static List<Stage> dataDays(Session session, Item item, String reading)
      throws SQLException {
    return session.list(
        """
        SELECT day FROM data_day WHERE practice_id = ? AND patient_id = ? AND reading_id = ?
        """,
        row -> new Stage("counted", "", "data-day " + row.text("day")),
        item.practice(),
        item.patient(),
        reading);
  }

  private static List<Stage> alerts(Session session, Item item, String reading)
      throws SQLException {
    return session.list(
        """
        SELECT id, family, severity, state, raised_at FROM alert
        WHERE practice_id = ? AND patient_id = ? AND evidence LIKE ?
        """,
        Trace::alert,
        item.practice(),
        item.patient(),
        "%" + reading + "%");
  }

  /** What a value without a patient has raised on the clinical queue (P6). */
  private static List<Stage> unattributed(Session session, Item item) throws SQLException {
    if (item.reading().isEmpty()) {
      return List.of();
    }
    return session.list(
        """
        SELECT id, family, severity, state, raised_at FROM alert
        WHERE practice_id = ? AND patient_id IS NULL AND raised_by = ?
        """,
        Trace::alert,
        item.practice(),
        item.reading());
  }

  private static Stage alert(Row row) throws SQLException {
    return new Stage(
        "alert",
        row.instant("raised_at").toString(),
        String.join(
            " ", row.text("severity"), row.text("family"), row.text("state"), row.text("id")));
  }

  private List<Stage> delivered(Session session, Item item, String reading) throws SQLException {
    List<Stage> stages = new ArrayList<>();
    for (String resource : resources.apply(reading, item.patient().orElse(""))) {
      stages.addAll(
          session.list(
              "SELECT * FROM delivered WHERE resource_id = ? AND resource_type = 'Observation'",
              row ->
                  new Stage(
                      "delivered",
                      row.instant("delivered_at").toString(),
                      row.text("destination")
                          + " Observation/"
                          + resource
                          + " version "
                          + row.number("version")
                          + " "
                          + row.text("answer")),
              resource));
    }
    return stages;
  }

  private static String join(String outcome, String next) {
    return outcome.isEmpty() ? next : outcome + "; " + next;
  }
}
