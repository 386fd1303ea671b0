package dev.cuffline.gateway.web.pages.work;

import dev.cuffline.gateway.registry.CallRecord;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.gateway.web.pages.AlertRecord;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import dev.cuffline.rules.trend.CauseFamily;
import dev.cuffline.rules.trend.Severity;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the work list reads beside the alerts themselves. */
final class WorkQueries {
  private WorkQueries() {}

  /** What the weekly review list says of a patient. */
  record Review(PatientId patient, String name, ZoneId zone, Instant at, String sentence) {}

  /** That it says something of a patient, and since when. */
  record Reviewable(PatientId patient, Instant at) {}

  /**
   * As much of an alert as order and choice need; what a row says is read for those shown alone.
   */
  record Waiting(
      String id,
      Optional<PatientId> patient,
      CauseFamily family,
      Severity severity,
      boolean open,
      Instant raisedAt) {
    /** As {@link AlertRecord#URGENCY}. */
    private static final Comparator<Waiting> URGENCY =
        Comparator.comparing((Waiting alert) -> alert.patient().isPresent())
            .thenComparing(Waiting::severity, Comparator.reverseOrder())
            .thenComparing(Waiting::raisedAt)
            .thenComparing(Waiting::id);
  }

  /** Alerts that are not resolved, in order of urgency. */
  static List<Waiting> waiting(Session db, PracticeId practice) throws SQLException {
    return db
        .list(
            "SELECT id, patient_id, family, severity, state, raised_at FROM alert"
                + " WHERE practice_id = ? AND state <> 'RESOLVED'",
            row ->
                new Waiting(
                    row.text("id"),
                    row.optionalText("patient_id").map(PatientId::new),
                    CauseFamily.valueOf(row.text("family")),
                    Severity.valueOf(row.text("severity")),
                    row.text("state").equals("OPEN"),
                    row.instant("raised_at")),
            practice)
        .stream()
        .sorted(Waiting.URGENCY)
        .toList();
  }

  /** The last conversation, and when to try again when none has been since. */
  record Contact(Optional<Instant> last, Optional<Instant> nextTry) {
    static final Contact NONE = new Contact(Optional.empty(), Optional.empty());
  }

  /** Patients with alerts or reviews whom one of these minds, or whose clinician one of them is. */
  static Set<PatientId> mindedBy(Session db, PracticeId practice, Set<String> members)
      throws SQLException {
    Set<PatientId> patients = new HashSet<>();
    for (String member : members) {
      db.list(
          "SELECT patient_id FROM panel WHERE practice_id = ? AND member = ?",
          row -> patients.add(new PatientId(row.text("patient_id"))),
          practice,
          member);
      patients.addAll(ofClinician(db, practice, member));
    }
    return patients;
  }

  /** Patients of a practitioner's enrolments that have not ended. */
  static Set<PatientId> ofClinician(Session db, PracticeId practice, String practitioner)
      throws SQLException {
    return new HashSet<>(
        db.list(
            "SELECT patient_id FROM enrolment"
                + " WHERE practice_id = ? AND practitioner_id = ? AND ended_on IS NULL",
            row -> new PatientId(row.text("patient_id")),
            practice,
            practitioner));
  }

  /** Of whom something waits for a weekly look that nobody has given it; the oldest first. */
  static List<Reviewable> reviewable(Session db, PracticeId practice, Instant since)
      throws SQLException {
    return db.list(
        """
        SELECT f.patient_id, MAX(f.at) AS newest FROM finding f
        WHERE f.practice_id = ? AND f.review = 1 AND f.at >= ?
          AND NOT EXISTS (SELECT 1 FROM weekly_review w WHERE w.practice_id = f.practice_id
            AND w.patient_id = f.patient_id AND w.reviewed_at >= f.at)
        GROUP BY f.patient_id ORDER BY newest, f.patient_id
        """,
        row -> new Reviewable(new PatientId(row.text("patient_id")), row.instant("newest")),
        practice,
        since);
  }

  /** What it is, of those that are shown. */
  static List<Review> reviews(Session db, PracticeId practice, List<Reviewable> shown)
      throws SQLException {
    List<Review> reviews = new ArrayList<>();
    for (Reviewable one : shown) {
      db.first(
              """
              SELECT f.sentence, p.family, p.given, p.zone FROM finding f
              JOIN patient p ON p.practice_id = f.practice_id AND p.id = f.patient_id
              WHERE f.practice_id = ? AND f.patient_id = ? AND f.review = 1 AND f.at = ?
              """,
              row ->
                  new Review(
                      one.patient(),
                      row.text("family") + ", " + row.text("given"),
                      ZoneId.of(row.text("zone")),
                      one.at(),
                      row.text("sentence")),
              practice,
              one.patient(),
              one.at())
          .ifPresent(reviews::add);
    }
    return reviews;
  }

  /** Pressure readings since an instant by patient, the newest first; what is in error left out. */
  static Map<PatientId, List<Sparkline.Bar>> bars(
      Session db, PracticeId practice, Collection<PatientId> patients, Instant since)
      throws SQLException {
    Map<PatientId, List<Sparkline.Bar>> bars = new HashMap<>();
    if (patients.isEmpty()) {
      return bars;
    }
    List<@Nullable Object> arguments = new ArrayList<>(List.of(practice, since));
    arguments.addAll(patients);
    db.list(
        """
        SELECT patient_id, measured_at, systolic, diastolic FROM reading
        WHERE practice_id = ? AND measured_at >= ? AND status <> 'ENTERED_IN_ERROR'
          AND systolic IS NOT NULL AND diastolic IS NOT NULL AND patient_id IN (%s)
        ORDER BY measured_at DESC
        """
            .formatted(marks(patients.size())),
        row ->
            bars.computeIfAbsent(new PatientId(row.text("patient_id")), _ -> new ArrayList<>())
                .add(
                    new Sparkline.Bar(
                        row.instant("measured_at"),
                        row.decimal("systolic").orElseThrow(),
                        row.decimal("diastolic").orElseThrow())),
        arguments.toArray());
    return bars;
  }

  /** Last conversation and next try by patient. */
  static Map<PatientId, Contact> contacts(
      Session db, PracticeId practice, Collection<PatientId> patients) throws SQLException {
    Map<PatientId, Contact> contacts = new HashMap<>();
    if (patients.isEmpty()) {
      return contacts;
    }
    List<@Nullable Object> arguments = new ArrayList<>(List.of(practice));
    arguments.addAll(patients);
    db.list(
        """
        SELECT t.patient_id, MAX(c.end_at) AS last FROM time_entry t
        JOIN live_contact c ON c.practice_id = t.practice_id AND c.entry_id = t.id
        WHERE t.practice_id = ? AND t.patient_id IN (%s) GROUP BY t.patient_id
        """
            .formatted(marks(patients.size())),
        row ->
            contacts.put(
                new PatientId(row.text("patient_id")),
                new Contact(row.optionalInstant("last"), Optional.empty())),
        arguments.toArray());
    for (CallToTry call : callsToTry(db, practice)) {
      if (patients.contains(call.patient())) {
        Contact known = contacts.getOrDefault(call.patient(), Contact.NONE);
        contacts.put(call.patient(), new Contact(known.last(), Optional.of(call.at())));
      }
    }
    return contacts;
  }

  /** A promised try. */
  record CallToTry(PatientId patient, Instant at, CallRecord.Outcome last) {}

  /** Tries that stand out: nobody was called since. The first due first. */
  static List<CallToTry> callsToTry(Session db, PracticeId practice) throws SQLException {
    return db.list(
        """
        SELECT c.patient_id, c.next_try_at, c.outcome FROM call_record c
        WHERE c.practice_id = ? AND c.next_try_at IS NOT NULL AND NOT EXISTS (
          SELECT 1 FROM call_record l WHERE l.practice_id = c.practice_id
            AND l.patient_id = c.patient_id AND l.at > c.at)
        ORDER BY c.next_try_at, c.patient_id
        """,
        row ->
            new CallToTry(
                new PatientId(row.text("patient_id")),
                row.instant("next_try_at"),
                CallRecord.Outcome.valueOf(row.text("outcome"))),
        practice);
  }

  private static String marks(int count) {
    return String.join(", ", Collections.nCopies(count, "?"));
  }
}
