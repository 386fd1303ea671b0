package dev.cuffline.gateway.registry;

import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Completes a draft of a time entry from what the registry knew on its date, and logs it. */
final class TimeKeeping {
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

  private static final String PREVIEW = "preview";

  private TimeKeeping() {}

  /** Who performed, as on file. */
  private record Performer(Role role, Optional<String> credential, Optional<String> supervisor) {}

  static Result<TimeEntry> log(Change change, TimeEntryDraft draft, String newId)
      throws SQLException {
    Session session = change.session();
    Practice practice = PracticeTable.require(session, change.practice());
    PatientTable.require(session, change.practice(), draft.patient());
    requirePast(change, practice.zone(), draft.spent());
    Optional<TimeEntry> before =
        draft.id().isEmpty()
            ? Optional.empty()
            : TimeEntryTable.find(session, change.practice(), draft.id().get());
    TimeEntry entry = complete(change, practice, draft, newId);
    if (before.isPresent()) {
      return again(before.get(), entry);
    }
    TimeEntryTable.insert(change, entry);
    change.touch(entry.patient());
    return new Result<>(entry, Saved.CREATED);
  }

  /** What {@link #log} would write for something new. */
  static TimeEntry preview(Change change, TimeEntryDraft draft) throws SQLException {
    Practice practice = PracticeTable.require(change.session(), change.practice());
    PatientTable.require(change.session(), change.practice(), draft.patient());
    requirePast(change, practice.zone(), draft.spent());
    return complete(change, practice, draft, PREVIEW);
  }

  private static Result<TimeEntry> again(TimeEntry before, TimeEntry now) {
    boolean same =
        before.patient().equals(now.patient())
            && before.spent().equals(now.spent())
            && before.performer().equals(now.performer())
            && before.service() == now.service()
            && before.activity() == now.activity()
            && before.dataActedUpon().equals(now.dataActedUpon())
            && before.action().equals(now.action())
            && before.contacts().equals(now.contacts());
    if (!same) {
      throw RefusedException.conflict(
          "id", "time entry " + now.id() + " exists already, with other values");
    }
    return new Result<>(before, Saved.UNCHANGED);
  }

  private static TimeEntry complete(
      Change change, Practice practice, TimeEntryDraft draft, String newId) throws SQLException {
    Session session = change.session();
    LocalDate date = dateOf(draft.spent(), practice.zone());
    Performer performer = performer(session, practice.id(), draft, date);
    String billing =
        draft.billingPractitioner().isPresent()
            ? draft.billingPractitioner().get()
            : enrolledUnder(session, practice.id(), draft.patient(), date);
    StaffTables.requirePractitioner(session, practice.id(), billing, "billingPractitioner");
    return new TimeEntry(
        draft.id().orElse(newId),
        draft.patient(),
        draft.spent(),
        draft.performer(),
        performer.role(),
        performer.credential(),
        performer.supervisor(),
        billing,
        draft.service(),
        draft.activity(),
        draft.dataActedUpon(),
        draft.action(),
        draft.contacts(),
        change.at());
  }

  private static LocalDate dateOf(TimeSpent spent, ZoneId zone) {
    return switch (spent) {
      case TimeSpent.Interval interval -> interval.start().atZone(zone).toLocalDate();
      case TimeSpent.Stated stated -> stated.on();
    };
  }

  private static void requirePast(Change change, ZoneId zone, TimeSpent spent) {
    switch (spent) {
      case TimeSpent.Interval interval -> {
        if (interval.end().isAfter(change.at().plus(CLOCK_TOLERANCE))) {
          throw new InvalidValueException("end", "must not lie in the future");
        }
      }
      case TimeSpent.Stated stated -> {
        if (stated.on().isAfter(change.at().atZone(zone).toLocalDate())) {
          throw new InvalidValueException("date", "must not lie in the future");
        }
      }
    }
  }

  private static Performer performer(
      Session session, PracticeId practice, TimeEntryDraft draft, LocalDate date)
      throws SQLException {
    Optional<String> supervisor = draft.supervisor();
    if (supervisor.isPresent()) {
      StaffTables.requirePractitioner(session, practice, supervisor.get(), "supervisor");
    }
    Optional<Staff> staff = StaffTables.staff(session, practice, draft.performer());
    if (staff.isPresent()) {
      Optional<String> then =
          supervisor.isPresent()
              ? supervisor
              : supervisorOn(session, practice, draft.performer(), date);
      return new Performer(staff.get().role(), staff.get().credential(), then);
    }
    if (StaffTables.practitioner(session, practice, draft.performer()).isPresent()) {
      return new Performer(Role.PHYSICIAN, Optional.of("NPI"), supervisor);
    }
    throw RefusedException.unknown(
        "performer", "member of staff or practitioner", draft.performer());
  }

  private static Optional<String> supervisorOn(
      Session session, PracticeId practice, String staff, LocalDate date) throws SQLException {
    return StaffTables.supervisions(session, practice, staff).stream()
        .filter(supervision -> supervision.covers(date))
        .map(Supervision::practitioner)
        .findFirst();
  }

  private static String enrolledUnder(
      Session session, PracticeId practice, PatientId patient, LocalDate date) throws SQLException {
    List<Enrolment> enrolments = EnrolmentTable.ofPatient(session, practice, patient);
    return enrolments.stream()
        .filter(enrolment -> enrolment.covers(date))
        .map(Enrolment::practitioner)
        .findFirst()
        .orElseThrow(() ->
            new InvalidValueException(
                "billingPractitioner",
                "must be given, since the patient is not enrolled on " + date));
  }
}
