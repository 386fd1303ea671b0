package dev.cuffline.gateway.web.pages;

import dev.cuffline.gateway.registry.Practice;
import dev.cuffline.gateway.store.Row;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import dev.cuffline.rules.trend.Alert;
import dev.cuffline.rules.trend.CauseFamily;
import dev.cuffline.rules.trend.Severity;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what pages show. */
public final class PageQueries {
  /** The last deed beside each alert: one look-up in an index a row. */
  private static final String ALERTS =
      """
      SELECT a.*, p.family AS family_name, p.given AS given_name, p.zone AS home,
        d.actor AS deed_actor, d.authored_at AS deed_at, d.until_at AS deed_until,
        t.patient_id AS test_patient
      FROM alert a
      LEFT JOIN patient p ON p.practice_id = a.practice_id AND p.id = a.patient_id
      LEFT JOIN test_patient t ON t.practice_id = a.practice_id AND t.patient_id = a.patient_id
      LEFT JOIN alert_action d ON d.practice_id = a.practice_id AND d.id = (
        SELECT l.id FROM alert_action l
        WHERE l.practice_id = a.practice_id AND l.alert_id = a.id
        ORDER BY l.authored_at DESC, l.id DESC LIMIT 1)
      WHERE a.practice_id = ?
      """;

  private PageQueries() {}

  /** A patient in a list. */
  public record PatientLine(
      PatientId id, String family, String given, ZoneId zone, Optional<Instant> newest) {
    String name() {
      return family + ", " + given;
    }
  }

  /** A practice to choose, and how many critical alerts wait there. */
  public record PracticeLine(PracticeId id, String name, long critical) {}

  /** Alerts that are not resolved, in order of urgency. */
  public static List<AlertRecord> openAlerts(Session session, Practice practice)
      throws SQLException {
    return session
        .list(
            ALERTS + " AND a.state <> 'RESOLVED'",
            row -> alert(row, practice.zone()),
            practice.id())
        .stream()
        .sorted(AlertRecord.URGENCY)
        .toList();
  }

  /** One alert, whatever its state. */
  public static Optional<AlertRecord> alert(Session session, Practice practice, String id)
      throws SQLException {
    return session.first(
        ALERTS + " AND a.id = ?", row -> alert(row, practice.zone()), practice.id(), id);
  }

  /**
   * Some alerts, whatever their state, in order of urgency; ids that are not there are left out.
   */
  public static List<AlertRecord> alerts(Session session, Practice practice, List<String> ids)
      throws SQLException {
    if (ids.isEmpty()) {
      return List.of();
    }
    List<@Nullable Object> arguments = new ArrayList<>(List.of(practice.id()));
    arguments.addAll(ids);
    return session
        .list(
            ALERTS
                + " AND a.id IN ("
                + String.join(", ", Collections.nCopies(ids.size(), "?"))
                + ")",
            row -> alert(row, practice.zone()),
            arguments.toArray())
        .stream()
        .sorted(AlertRecord.URGENCY)
        .toList();
  }

  /** A patient's alerts that are not resolved. */
  public static List<AlertRecord> openAlerts(Session session, Practice practice, PatientId patient)
      throws SQLException {
    return session
        .list(
            ALERTS + " AND a.patient_id = ? AND a.state <> 'RESOLVED'",
            row -> alert(row, practice.zone()),
            practice.id(),
            patient)
        .stream()
        .sorted(AlertRecord.URGENCY)
        .toList();
  }

  private static AlertRecord alert(Row row, ZoneId office) throws SQLException {
    Optional<String> family = row.optionalText("family_name");
    Optional<String> given = row.optionalText("given_name");
    Optional<Instant> deedAt = row.optionalInstant("deed_at");
    String actor = row.optionalText("deed_actor").orElse("");
    Optional<Instant> until = row.optionalInstant("deed_until");
    String test = row.optionalText("test_patient").isPresent() ? " (test patient)" : "";
    return new AlertRecord(
        row.text("id"),
        row.optionalText("patient_id").map(PatientId::new),
        family.map(name -> name + ", " + given.orElse("") + test),
        row.optionalText("home").map(ZoneId::of).orElse(office),
        CauseFamily.valueOf(row.text("family")),
        Severity.valueOf(row.text("severity")),
        Alert.State.valueOf(row.text("state")),
        Alert.Confirmation.valueOf(row.text("confirmation")),
        row.flag("historic"),
        row.instant("raised_at"),
        row.optionalInstant("due_at"),
        row.text("sentence"),
        deedAt.map(at -> new AlertRecord.Deed(actor, at, until)));
  }

  /** Every patient of a practice, by name. */
  public static List<PatientLine> patients(Session session, PracticeId practice)
      throws SQLException {
    return session.list(
        """
        SELECT p.id, p.family, p.given, p.zone,
          (SELECT MAX(r.measured_at) FROM reading r
           WHERE r.practice_id = p.practice_id AND r.patient_id = p.id) AS newest
        FROM patient p WHERE p.practice_id = ? ORDER BY p.family, p.given, p.id
        """,
        PageQueries::patient,
        practice);
  }

  private static PatientLine patient(Row row) throws SQLException {
    return new PatientLine(
        new PatientId(row.text("id")),
        row.text("family"),
        row.text("given"),
        ZoneId.of(row.text("zone")),
        row.optionalInstant("newest"));
  }

  /** How many items wait in quarantine; an index holds these alone. */
  static long quarantined(Session session, PracticeId practice) throws SQLException {
    return session
        .first(
            """
            SELECT COUNT(*) AS n FROM item WHERE practice_id = ? AND disposition = 'quarantine'
            """,
            row -> row.number("n"),
            practice)
        .orElse(0L);
  }

  /** How many critical alerts of a practice nobody has in hand. */
  public static long critical(Session session, PracticeId practice) throws SQLException {
    return session
        .first(
            """
            SELECT COUNT(*) AS n FROM alert WHERE practice_id = ? AND state <> 'RESOLVED'
              AND state = 'OPEN' AND severity = 'CRITICAL'
            """,
            row -> row.number("n"),
            practice)
        .orElse(0L);
  }

  /** Every practice, with what is critical there. */
  public static List<PracticeLine> practices(Session session) throws SQLException {
    return session.list(
        """
        SELECT p.id, p.name, (SELECT COUNT(*) FROM alert a WHERE a.practice_id = p.id
          AND a.state <> 'RESOLVED' AND a.state = 'OPEN'
            AND a.severity = 'CRITICAL') AS critical
        FROM practice p ORDER BY p.name, p.id
        """,
        row ->
            new PracticeLine(
                new PracticeId(row.text("id")), row.text("name"), row.number("critical")));
  }
}
