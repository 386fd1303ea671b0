package dev.cuffline.gateway.web;

import static dev.cuffline.gateway.access.Permission.LOG_TIME;
import static dev.cuffline.gateway.access.Permission.SEE_PATIENTS;

import dev.cuffline.gateway.registry.Activity;
import dev.cuffline.gateway.registry.Contact;
import dev.cuffline.gateway.registry.Modality;
import dev.cuffline.gateway.registry.Participant;
import dev.cuffline.gateway.registry.Registry;
import dev.cuffline.gateway.registry.RegistryQueries;
import dev.cuffline.gateway.registry.Result;
import dev.cuffline.gateway.registry.Role;
import dev.cuffline.gateway.registry.ServiceLine;
import dev.cuffline.gateway.registry.TimeEntry;
import dev.cuffline.gateway.registry.TimeEntryDraft;
import dev.cuffline.gateway.registry.TimeSpent;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.rules.reading.PatientId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** {@code /patients/{patient}/time-entries} and {@code …/contacts}. */
final class TimeResource {
  private final Database database;
  private final Registry registry;

  /** A time entry as the API shows it: flat, with either start and end, or date and seconds. */
  private record EntryView(
      String id,
      PatientId patient,
      Optional<Instant> start,
      Optional<Instant> end,
      Optional<LocalDate> date,
      Optional<Long> seconds,
      String performer,
      Role role,
      Optional<String> credential,
      Optional<String> supervisor,
      String billingPractitioner,
      ServiceLine service,
      Activity activity,
      List<String> dataActedUpon,
      String action,
      List<Contact> contacts,
      Instant enteredAt) {}

  /** A contact, and the entry that it is in. */
  private record ContactView(
      String entry, Instant start, Instant end, Modality modality, Participant with) {}

  TimeResource(WebParts parts) {
    this.database = parts.database();
    this.registry = parts.registry();
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/patients/{patient}/time-entries", SEE_PATIENTS, this::list),
        Endpoint.post("/patients/{patient}/time-entries", LOG_TIME, this::log),
        Endpoint.get("/patients/{patient}/contacts", SEE_PATIENTS, this::contacts));
  }

  private Answer list(Call call) {
    return Answer.ok(Listing.all(entries(call).stream().map(TimeResource::view).toList()));
  }

  private Answer contacts(Call call) {
    return Answer.ok(
        Listing.all(
            entries(call).stream()
                .flatMap(entry -> entry.contacts().stream().map(it -> view(entry.id(), it)))
                .toList()));
  }

  private List<TimeEntry> entries(Call call) {
    return database.read(s -> {
      if (RegistryQueries.patient(s, call.practice(), call.patient()).isEmpty()) {
        throw ProblemException.notFound("patient");
      }
      return RegistryQueries.timeEntries(s, call.practice(), call.patient());
    });
  }

  private Answer log(Call call) {
    JsonIn body = call.body();
    var id = body.optionalText("id");
    var start = body.optionalInstant("start");
    var end = body.optionalInstant("end");
    var date = body.optionalDate("date");
    var seconds = body.optionalNumber("seconds");
    var performer = body.text("performer");
    var supervisor = body.optionalText("supervisor");
    var billing = body.optionalText("billingPractitioner");
    var service = body.optionalWord("service", ServiceLine.class).orElse(ServiceLine.RPM);
    var activity = body.word("activity", Activity.class);
    var dataActedUpon = body.texts("dataActedUpon");
    var action = body.optionalText("action").orElse("");
    var contacts = body.objects("contacts", TimeResource::contact);
    body.done();
    TimeEntryDraft draft =
        new TimeEntryDraft(
            id,
            call.patient(),
            spent(start, end, date, seconds),
            performer,
            supervisor,
            billing,
            service,
            activity,
            dataActedUpon,
            action,
            contacts);
    Result<TimeEntry> saved = Call.await(registry.log(call.practice(), draft, call.actor()));
    return Answer.saved(
        view(saved.value()), saved.saved(), "/patients/" + call.patient() + "/time-entries");
  }

  private static TimeSpent spent(
      Optional<Instant> start,
      Optional<Instant> end,
      Optional<LocalDate> date,
      Optional<Long> seconds) {
    boolean interval = start.isPresent() && end.isPresent();
    boolean stated = date.isPresent() && seconds.isPresent();
    boolean mixed =
        (start.isPresent() || end.isPresent()) && (date.isPresent() || seconds.isPresent());
    if (mixed || interval == stated) {
      throw new ProblemException(
          Problem.Kind.INVALID,
          "an entry needs start and end, or else date and seconds",
          List.of(
              Problem.FieldError.at(
                  "/start", "must be given with end, or else date with seconds")));
    }
    return interval
        ? new TimeSpent.Interval(start.orElseThrow(), end.orElseThrow())
        : new TimeSpent.Stated(date.orElseThrow(), seconds.orElseThrow());
  }

  private static Contact contact(JsonIn in) {
    return new Contact(
        in.instant("start"),
        in.instant("end"),
        in.word("modality", Modality.class),
        in.word("with", Participant.class));
  }

  private static ContactView view(String entry, Contact contact) {
    return new ContactView(
        entry, contact.start(), contact.end(), contact.modality(), contact.with());
  }

  private static EntryView view(TimeEntry entry) {
    Optional<TimeSpent.Interval> interval =
        entry.spent() instanceof TimeSpent.Interval given ? Optional.of(given) : Optional.empty();
    Optional<TimeSpent.Stated> stated =
        entry.spent() instanceof TimeSpent.Stated given ? Optional.of(given) : Optional.empty();
    return new EntryView(
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
        entry.dataActedUpon(),
        entry.action(),
        entry.contacts(),
        entry.enteredAt());
  }
}
