package dev.cuffline.gateway.registry;

import dev.cuffline.gateway.store.JsonList;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Rows of {@code call_record}. */
public final class CallRecords {
  private CallRecords() {}

  /** Calls about a patient since an instant, inclusive, the newest first. */
  public static List<CallRecord> since(
      Session session, PracticeId practice, PatientId patient, Instant from) throws SQLException {
    return session.list(
        "SELECT * FROM call_record WHERE practice_id = ? AND patient_id = ? AND at >= ?"
            + " ORDER BY at DESC, entry_id DESC",
        row ->
            new CallRecord(
                row.text("entry_id"),
                patient,
                row.instant("at"),
                CallRecord.Outcome.valueOf(row.text("outcome")),
                row.text("interpreter"),
                JsonList.read(row.text("symptoms")).stream()
                    .map(CallRecord.Symptom::valueOf)
                    .toList(),
                row.optionalInstant("next_try_at")),
        practice,
        patient,
        from);
  }

  /** Beside the entry that it is in; the same again changes nothing. */
  static void insert(Change change, CallRecord call) throws SQLException {
    change
        .session()
        .update(
            "INSERT INTO call_record (practice_id, entry_id, patient_id, at, outcome, interpreter,"
                + " symptoms, next_try_at, actor, authored_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " ON CONFLICT (practice_id, entry_id) DO NOTHING",
            change.practice(),
            call.entry(),
            call.patient(),
            call.at(),
            call.outcome(),
            call.interpreter(),
            JsonList.of(call.symptoms()),
            call.nextTry(),
            change.actor(),
            change.at());
  }
}
