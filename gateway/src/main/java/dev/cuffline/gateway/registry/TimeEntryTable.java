package dev.cuffline.gateway.registry;

import dev.cuffline.gateway.store.Row;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows of {@code time_entry} and {@code live_contact}. */
final class TimeEntryTable {
  private TimeEntryTable() {}

  static void insert(Change change, TimeEntry entry) throws SQLException {
    Optional<TimeSpent.Interval> interval =
        entry.spent() instanceof TimeSpent.Interval given ? Optional.of(given) : Optional.empty();
    Optional<TimeSpent.Stated> stated =
        entry.spent() instanceof TimeSpent.Stated given ? Optional.of(given) : Optional.empty();
    change
        .session()
        .update(
            "INSERT INTO time_entry (practice_id, id, patient_id, start_at, end_at, on_date,"
                + " seconds, performer, role, credential, supervisor, billing_practitioner,"
                + " service, activity, data_acted_upon, action, entered_at, actor)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            change.practice(),
            entry.id(),
            entry.patient(),
            interval.map(TimeSpent.Interval::start),
            interval.map(TimeSpent.Interval::end),
            stated.map(TimeSpent.Stated::on),
            stated.map(TimeSpent.Stated::seconds),
            entry.performer(),
            entry.role(),
            entry.credential(),
            entry.supervisor(),
            entry.billingPractitioner(),
            entry.service(),
            entry.activity(),
            RegistryJson.write(entry.dataActedUpon()),
            entry.action(),
            entry.enteredAt(),
            change.actor());
    for (int i = 0; i < entry.contacts().size(); i++) {
      insert(change, entry.id(), i, entry.contacts().get(i));
    }
  }

  private static void insert(Change change, String entry, int seq, Contact contact)
      throws SQLException {
    change
        .session()
        .update(
            "INSERT INTO live_contact (practice_id, entry_id, seq, start_at, end_at, modality,"
                + " participant) VALUES (?, ?, ?, ?, ?, ?, ?)",
            change.practice(),
            entry,
            seq,
            contact.start(),
            contact.end(),
            contact.modality(),
            contact.with());
  }

  static Optional<TimeEntry> find(Session session, PracticeId practice, String id)
      throws SQLException {
    List<Contact> contacts =
        session.list(
            "SELECT * FROM live_contact WHERE practice_id = ? AND entry_id = ? ORDER BY seq",
            TimeEntryTable::readContact,
            practice,
            id);
    return session.first(
        "SELECT * FROM time_entry WHERE practice_id = ? AND id = ?",
        row -> read(row, contacts),
        practice,
        id);
  }

  /** A patient's, in the order in which they were entered. */
  static List<TimeEntry> ofPatient(Session session, PracticeId practice, PatientId patient)
      throws SQLException {
    Map<String, List<Contact>> contacts = new HashMap<>();
    session.list(
        "SELECT c.* FROM live_contact c JOIN time_entry t ON t.practice_id = c.practice_id"
            + " AND t.id = c.entry_id WHERE t.practice_id = ? AND t.patient_id = ?"
            + " ORDER BY c.entry_id, c.seq",
        row ->
            contacts
                .computeIfAbsent(row.text("entry_id"), entry -> new ArrayList<>())
                .add(readContact(row)),
        practice,
        patient);
    return session.list(
        "SELECT * FROM time_entry WHERE practice_id = ? AND patient_id = ?"
            + " ORDER BY entered_at, id",
        row -> read(row, contacts.getOrDefault(row.text("id"), List.of())),
        practice,
        patient);
  }

  private static Contact readContact(Row row) throws SQLException {
    return new Contact(
        row.instant("start_at"),
        row.instant("end_at"),
        Modality.valueOf(row.text("modality")),
        Participant.valueOf(row.text("participant")));
  }

  private static TimeEntry read(Row row, List<Contact> contacts) throws SQLException {
    return new TimeEntry(
        row.text("id"),
        new PatientId(row.text("patient_id")),
        readSpent(row),
        row.text("performer"),
        Role.valueOf(row.text("role")),
        row.optionalText("credential"),
        row.optionalText("supervisor"),
        row.text("billing_practitioner"),
        ServiceLine.valueOf(row.text("service")),
        Activity.valueOf(row.text("activity")),
        RegistryJson.texts(row.text("data_acted_upon")),
        row.text("action"),
        contacts,
        row.instant("entered_at"));
  }

  private static TimeSpent readSpent(Row row) throws SQLException {
    Optional<Instant> start = row.optionalInstant("start_at");
    return start.isPresent()
        ? new TimeSpent.Interval(start.get(), row.instant("end_at"))
        : new TimeSpent.Stated(row.date("on_date").orElseThrow(), row.number("seconds"));
  }
}
