package dev.cuffline.gateway.alerting;

import dev.cuffline.gateway.registry.AlertAction;
import dev.cuffline.gateway.store.Changed;
import dev.cuffline.gateway.store.JsonList;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.reading.PracticeId;
import dev.cuffline.rules.trend.Alert;
import dev.cuffline.rules.trend.CriticalValue;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Critical values in quarantine: "unassigned cuff: 214/128, whose is it?" on the clinical queue
 * (P6). One alert a reading, however often it is sent.
 */
public final class UnattributedAlerts {
  private static final String UPSERT =
      """
      INSERT INTO alert (practice_id, id, patient_id, family, severity, state, confirmation,
        historic, pages, raised_by, raised_at, due_at, rules, evidence, findings, sentence,
        transmission_id, item_no)
      VALUES (?, ?, NULL, ?, ?, 'OPEN', 'NONE', ?, ?, ?, ?, NULL, ?, ?, '[]', ?, ?, ?)
      ON CONFLICT (practice_id, id) DO NOTHING
      """;

  private UnattributedAlerts() {}

  /**
   * The item that nobody could attribute.
   *
   * @param alertId the same whenever the same reading is sent
   * @param readingId what its reading will be called once it has a patient
   * @param patientKnown whether only its time or a value is in doubt: the item names the patient
   * @param late whether it was old when it was judged: listed, pages nobody
   */
  public record Item(
      PracticeId practice,
      String alertId,
      String readingId,
      String transmissionId,
      int itemNo,
      boolean patientKnown,
      boolean late) {
    private String ask(CriticalValue critical) {
      return patientKnown
          ? "Cuff with a doubtful clock or value: " + critical.sentence() + ", when was it taken?"
          : "Unassigned cuff: " + critical.sentence() + ", whose is it?";
    }
  }

  /** Raises the alert, unless this reading has raised it before. */
  public static void raise(Session session, Item item, CriticalValue critical, Instant now)
      throws SQLException {
    int added =
        session.update(
            UPSERT,
            item.practice(),
            item.alertId(),
            critical.family(),
            critical.severity(),
            item.late(),
            !item.late(),
            item.readingId(),
            now,
            JsonList.of(List.of(critical.rule())),
            JsonList.of(List.of(item.readingId())),
            item.ask(critical),
            item.transmissionId(),
            item.itemNo());
    if (added == 1) {
      session.changed(new Changed.Alert(item.practice(), item.alertId()));
    }
    if (session.isAlone()) {
      raised(session, item.practice()).add(item.readingId());
    }
    if (added == 1 && !item.late()) {
      Notices.record(session, item.practice(), item.alertId(), Notices.PAGE, now);
    }
  }

  /** By practice, the readings that have raised such an alert, whatever became of it. */
  private record Raised(Map<PracticeId, Set<String>> readings) {
    Set<String> of(Session session, PracticeId practice) throws SQLException {
      Set<String> known = readings.get(practice);
      if (known == null) {
        known =
            new HashSet<>(
                session.list(
                    "SELECT raised_by FROM alert WHERE practice_id = ? AND patient_id IS NULL",
                    row -> row.text("raised_by"),
                    practice));
        readings.put(practice, known);
      }
      return known;
    }
  }

  private static Set<String> raised(Session session, PracticeId practice) throws SQLException {
    return session.kept(Raised.class, () -> new Raised(new HashMap<>())).of(session, practice);
  }

  /**
   * Whether a reading may have raised an alert while nobody knew whose it was; almost none has, and
   * then nothing is read.
   */
  public static boolean mayHaveRaised(Session session, PracticeId practice, String readingId)
      throws SQLException {
    return !session.isAlone() || raised(session, practice).contains(readingId);
  }

  /** The reading has found its patient: from now on the patient's own alert speaks for it. */
  public static void attributed(Session session, PracticeId practice, String alertId)
      throws SQLException {
    save(session, practice, alertId, Alert.State.RESOLVED);
  }

  /** What a person did about it; the row is the authored action, this is the state it leads to. */
  public static void acted(Session session, PracticeId practice, AlertAction action)
      throws SQLException {
    Alert.State state =
        switch (action.kind()) {
          case ACKNOWLEDGE, CONTACT -> Alert.State.ACKNOWLEDGED;
          case SNOOZE -> Alert.State.SNOOZED;
          case RESOLVE -> Alert.State.RESOLVED;
        };
    save(session, practice, action.alert(), state);
  }

  /** Moves an alert of no patient to a state. */
  static void save(Session session, PracticeId practice, String alertId, Alert.State state)
      throws SQLException {
    int saved =
        session.update(
            """
            UPDATE alert SET state = ?, pages = 0
            WHERE practice_id = ? AND id = ? AND patient_id IS NULL
            """,
            state,
            practice,
            alertId);
    if (saved == 1) {
      session.changed(new Changed.Alert(practice, alertId));
    }
  }
}
