package dev.cuffline.gateway.billing;

import dev.cuffline.gateway.store.JsonList;
import dev.cuffline.gateway.store.Readings;
import dev.cuffline.gateway.store.Row;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.gateway.store.StoredReading;
import dev.cuffline.rules.billing.Anchor;
import dev.cuffline.rules.billing.BillingCode;
import dev.cuffline.rules.billing.BillingFacts;
import dev.cuffline.rules.billing.Enrolment;
import dev.cuffline.rules.billing.OtherService;
import dev.cuffline.rules.billing.ReleasedClaim;
import dev.cuffline.rules.billing.SetupEvent;
import dev.cuffline.rules.caretime.Activity;
import dev.cuffline.rules.caretime.EntryId;
import dev.cuffline.rules.caretime.LiveContact;
import dev.cuffline.rules.caretime.Modality;
import dev.cuffline.rules.caretime.Participant;
import dev.cuffline.rules.caretime.Role;
import dev.cuffline.rules.caretime.Service;
import dev.cuffline.rules.caretime.StaffId;
import dev.cuffline.rules.caretime.TimeElsewhere;
import dev.cuffline.rules.caretime.TimeEntry;
import dev.cuffline.rules.caretime.WorkTime;
import dev.cuffline.rules.dataday.DayGates;
import dev.cuffline.rules.reading.DateRange;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Gathers from authored rows and readings what a patient's determinations are a function of. */
final class BillingFactsReader {
  private BillingFactsReader() {}

  /**
   * The facts, and whose payer rules they are judged by.
   *
   * @param enrolment id of the newest episode
   * @param facts of it
   * @param payers names of profiles by the first date of service; the first from {@link
   *     LocalDate#MIN} on
   */
  record Question(String enrolment, BillingFacts facts, SortedMap<LocalDate, String> payers) {}

  /** Empty when there is no such patient, or the patient was never enrolled. */
  static Optional<Question> read(Session session, PracticeId practice, PatientId patient)
      throws SQLException {
    Optional<DayGates> gates = DayGatesReader.read(session, practice, patient);
    Optional<EnrolmentRow> enrolment =
        session.first(
            """
            SELECT * FROM enrolment WHERE practice_id = ? AND patient_id = ?
            ORDER BY started_on DESC, id DESC LIMIT 1
            """,
            EnrolmentRow::of,
            practice,
            patient);
    if (gates.isEmpty() || enrolment.isEmpty()) {
      return Optional.empty();
    }
    ZoneId practiceZone =
        session
            .first(
                "SELECT zone FROM practice WHERE id = ?",
                row -> ZoneId.of(row.text("zone")),
                practice)
            .orElseThrow();
    List<ReleasedClaim> claims =
        ClaimTable.released(session, practice, patient, enrolment.get().id());
    BillingFacts facts =
        new BillingFacts(
            patient,
            gates.get().zones(),
            practiceZone,
            enrolment.get().diagnoses(),
            enrolment
                .get()
                .enrolment(gates.get(), elsewhere(session, practice, enrolment.get().id()), claims),
            gates.get().devices(),
            Readings.ofPatient(session, practice, patient).stream()
                .map(StoredReading::reading)
                .toList(),
            BillingFacts.DataLink.FROM_READINGS,
            timeEntries(session, practice, patient),
            timeElsewhere(session, practice, patient),
            otherServices(session, practice, enrolment.get().id()),
            claims,
            LocalDate.MIN);
    return Optional.of(
        new Question(enrolment.get().id(), facts, payers(session, practice, enrolment.get())));
  }

  private static SortedMap<LocalDate, String> payers(
      Session session, PracticeId practice, EnrolmentRow enrolment) throws SQLException {
    SortedMap<LocalDate, String> payers = new TreeMap<>();
    payers.put(LocalDate.MIN, enrolment.payerProfile());
    session
        .list(
            "SELECT * FROM enrolment_payer WHERE practice_id = ? AND enrolment_id = ?",
            row -> Map.entry(LocalDate.parse(row.text("from_on")), row.text("payer_profile")),
            practice,
            enrolment.id())
        .forEach(payer -> payers.put(payer.getKey(), payer.getValue()));
    return payers;
  }

  private static Set<BillingCode> elsewhere(Session session, PracticeId practice, String enrolment)
      throws SQLException {
    return Set.copyOf(
        session.list(
            "SELECT code FROM enrolment_elsewhere WHERE practice_id = ? AND enrolment_id = ?",
            row -> new BillingCode(row.text("code")),
            practice,
            enrolment));
  }

  private static List<OtherService> otherServices(
      Session session, PracticeId practice, String enrolment) throws SQLException {
    return session.list(
        """
        SELECT * FROM enrolment_service WHERE practice_id = ? AND enrolment_id = ?
        ORDER BY from_on, code
        """,
        row ->
            new OtherService(
                new BillingCode(row.text("code")),
                new DateRange(
                    LocalDate.parse(row.text("from_on")), row.date("to_on").orElse(LocalDate.MAX))),
        practice,
        enrolment);
  }

  /** An enrolment without what is dated beside it. */
  private record EnrolmentRow(
      String id,
      List<String> diagnoses,
      String payerProfile,
      boolean consentCostShare,
      boolean establishedPatient,
      Optional<StaffId> practitioner,
      Optional<SetupEvent> setup,
      Optional<Anchor> anchor) {
    static EnrolmentRow of(Row row) throws SQLException {
      boolean setUpBilled = row.flag("set_up_billed");
      return new EnrolmentRow(
          row.text("id"),
          JsonList.read(row.text("diagnoses")),
          row.text("payer_profile"),
          row.flag("consent_cost_share"),
          row.flag("established_patient"),
          row.optionalText("practitioner_id").map(StaffId::new),
          row.date("set_up_on").map(on -> new SetupEvent(on, setUpBilled)),
          row.date("anchor").map(date -> new Anchor(date, Optional.empty())));
    }

    /**
     * With the dates that the gates of data-days are made of. The first release has fixed the
     * anchor, where nothing did before (R13a).
     */
    Enrolment enrolment(
        DayGates gates, Set<BillingCode> billedElsewhere, List<ReleasedClaim> claims) {
      Optional<Instant> fixedAt =
          claims.stream().map(ReleasedClaim::releasedAt).min(Instant::compareTo);
      return new Enrolment(
          gates.orderedOn(),
          gates.consentOn(),
          gates.consentWithdrawnOn(),
          consentCostShare,
          establishedPatient,
          practitioner,
          setup,
          anchor.map(fixed -> new Anchor(fixed.date(), fixedAt)),
          billedElsewhere,
          gates.facilityStays(),
          gates.paused(),
          gates.endedOn(),
          Optional.empty());
    }
  }

  private static List<TimeEntry> timeEntries(
      Session session, PracticeId practice, PatientId patient) throws SQLException {
    Map<String, List<LiveContact>> contacts = new HashMap<>();
    for (Map.Entry<String, LiveContact> contact :
        session.list(
            """
            SELECT c.* FROM live_contact c
            JOIN time_entry t ON t.practice_id = c.practice_id AND t.id = c.entry_id
            WHERE t.practice_id = ? AND t.patient_id = ? ORDER BY c.entry_id, c.seq
            """,
            row -> Map.entry(row.text("entry_id"), contact(row)),
            practice,
            patient)) {
      contacts
          .computeIfAbsent(contact.getKey(), entry -> new ArrayList<>())
          .add(contact.getValue());
    }
    return session.list(
        """
        SELECT * FROM time_entry WHERE practice_id = ? AND patient_id = ?
        ORDER BY entered_at, id
        """,
        row -> timeEntry(row, contacts.getOrDefault(row.text("id"), List.of())),
        practice,
        patient);
  }

  /**
   * What this patient's performers logged for others in the same seconds. No entry is longer than a
   * day, so that only a day of theirs is looked at; the cross join keeps SQLite from beginning with
   * everybody's entries.
   */
  private static List<TimeElsewhere> timeElsewhere(
      Session session, PracticeId practice, PatientId patient) throws SQLException {
    return session.list(
        """
        SELECT DISTINCT o.performer, o.start_at, o.end_at FROM time_entry t CROSS JOIN time_entry o
        WHERE t.practice_id = ? AND t.patient_id = ? AND o.practice_id = t.practice_id
          AND o.performer = t.performer AND o.start_at < t.end_at
          AND o.start_at > t.start_at - 86400000000
          AND o.end_at > t.start_at AND o.patient_id <> t.patient_id
        """,
        row ->
            new TimeElsewhere(
                new StaffId(row.text("performer")),
                new WorkTime.Interval(row.instant("start_at"), row.instant("end_at"))),
        practice,
        patient);
  }

  /** What the performer of an entry that is not logged yet logged for others in its seconds. */
  static List<TimeElsewhere> elsewhere(
      Session session, PracticeId practice, PatientId patient, TimeEntry entry)
      throws SQLException {
    if (!(entry.when() instanceof WorkTime.Interval interval)) {
      return List.of();
    }
    return session.list(
        """
        SELECT performer, start_at, end_at FROM time_entry
        WHERE practice_id = ? AND performer = ? AND start_at < ? AND start_at > ?
          AND end_at > ? AND patient_id <> ?
        """,
        row ->
            new TimeElsewhere(
                new StaffId(row.text("performer")),
                new WorkTime.Interval(row.instant("start_at"), row.instant("end_at"))),
        practice,
        entry.performer(),
        interval.end(),
        interval.start().minus(Duration.ofDays(1)),
        interval.start(),
        patient);
  }

  private static LiveContact contact(Row row) throws SQLException {
    return new LiveContact(
        new WorkTime.Interval(row.instant("start_at"), row.instant("end_at")),
        Modality.valueOf(row.text("modality")),
        Participant.valueOf(row.text("participant")));
  }

  private static TimeEntry timeEntry(Row row, List<LiveContact> live) throws SQLException {
    return new TimeEntry(
        new EntryId(row.text("id")),
        when(row),
        new StaffId(row.text("performer")),
        Role.valueOf(row.text("role")),
        row.optionalText("credential"),
        row.optionalText("supervisor").map(StaffId::new),
        new StaffId(row.text("billing_practitioner")),
        Service.valueOf(row.text("service")),
        Activity.valueOf(row.text("activity")),
        new TreeSet<>(JsonList.read(row.text("data_acted_upon"))),
        row.text("action"),
        row.instant("entered_at"),
        live);
  }

  private static WorkTime when(Row row) throws SQLException {
    Optional<Instant> start = row.optionalInstant("start_at");
    return start.isPresent()
        ? new WorkTime.Interval(start.get(), row.instant("end_at"))
        : new WorkTime.OnDate(
            row.date("on_date").orElseThrow(), Duration.ofSeconds(row.number("seconds")));
  }
}
