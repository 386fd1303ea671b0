package dev.cuffline.gateway.billing;

import dev.cuffline.gateway.registry.Contact;
import dev.cuffline.gateway.registry.TimeSpent;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.rules.billing.BillingAnswer;
import dev.cuffline.rules.caretime.Activity;
import dev.cuffline.rules.caretime.CareMonth;
import dev.cuffline.rules.caretime.EntryId;
import dev.cuffline.rules.caretime.LiveContact;
import dev.cuffline.rules.caretime.Modality;
import dev.cuffline.rules.caretime.Participant;
import dev.cuffline.rules.caretime.Role;
import dev.cuffline.rules.caretime.Service;
import dev.cuffline.rules.caretime.StaffId;
import dev.cuffline.rules.caretime.TimeEntry;
import dev.cuffline.rules.caretime.TimeReason;
import dev.cuffline.rules.caretime.Uncounted;
import dev.cuffline.rules.caretime.WorkTime;
import dev.cuffline.rules.reading.PracticeId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What time would be worth if it were logged as it is being typed: the rules' own answer. */
public final class TimePreviews {
  private final Database database;
  private final PatientBilling billing;

  /** Asks the rules over this store. */
  public TimePreviews(Database database, PatientBilling billing) {
    this.database = database;
    this.billing = billing;
  }

  /**
   * What comes of it.
   *
   * @param uncounted reasons why seconds of the entry do not count, each once
   * @param uncountedSeconds how many of its seconds those are
   * @param monthSeconds what its month would count with it
   * @param liveContacts of its month with it
   */
  public record Worth(
      List<TimeReason> uncounted, long uncountedSeconds, long monthSeconds, int liveContacts) {}

  /** Empty when the patient was never enrolled. Blocks. */
  public Optional<Worth> of(
      PracticeId practice, dev.cuffline.gateway.registry.TimeEntry entry, Instant asOf) {
    TimeEntry typed = typed(entry);
    return database
        .read(session -> billing.answerWith(session, practice, entry.patient(), typed, asOf))
        .map(answer -> worth(answer, typed.id()));
  }

  private static Worth worth(BillingAnswer answer, EntryId id) {
    List<CareMonth> months =
        answer.careMonths().stream()
            .filter(month -> month.pieces().stream().anyMatch(piece -> piece.entry().equals(id)))
            .toList();
    List<Uncounted> uncounted =
        months.stream()
            .flatMap(month -> month.uncounted().stream())
            .filter(one -> one.entry().equals(id))
            .toList();
    return new Worth(
        uncounted.stream().map(Uncounted::reason).distinct().toList(),
        uncounted.stream().mapToLong(Uncounted::seconds).sum(),
        months.isEmpty() ? 0 : months.getLast().countedSeconds(),
        months.isEmpty() ? 0 : months.getLast().liveContacts());
  }

  private static TimeEntry typed(dev.cuffline.gateway.registry.TimeEntry entry) {
    return new TimeEntry(
        new EntryId(entry.id()),
        switch (entry.spent()) {
          case TimeSpent.Interval(Instant start, Instant end) -> new WorkTime.Interval(start, end);
          case TimeSpent.Stated stated ->
              new WorkTime.OnDate(stated.on(), Duration.ofSeconds(stated.seconds()));
        },
        new StaffId(entry.performer()),
        Role.valueOf(entry.role().name()),
        entry.credential(),
        entry.supervisor().map(StaffId::new),
        new StaffId(entry.billingPractitioner()),
        Service.valueOf(entry.service().name()),
        Activity.valueOf(entry.activity().name()),
        Set.copyOf(entry.dataActedUpon()),
        entry.action(),
        entry.enteredAt(),
        entry.contacts().stream().map(TimePreviews::contact).toList());
  }

  private static LiveContact contact(Contact contact) {
    return new LiveContact(
        new WorkTime.Interval(contact.start(), contact.end()),
        Modality.valueOf(contact.modality().name()),
        Participant.valueOf(contact.with().name()));
  }
}
