package dev.cuffline.gateway.evaluate;

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
import dev.cuffline.rules.reading.PatientId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The time entries of a scenario.
 *
 * @param patient whose, unless an entry names another
 * @param practiceZone zone of {@code date}
 */
record TimeEntriesReader(PatientId patient, ZoneId practiceZone) {
  private static final StaffId PERFORMER = new StaffId("rn-1");
  private static final StaffId PRACTITIONER = new StaffId("dr-a");
  private static final String LINKED = "linked";
  private static final String DOCUMENTED = "documented";

  private static final List<String> ENTRY =
      List.of(
          "id",
          "start",
          "end",
          "date",
          "duration",
          "performer",
          "role",
          "credential",
          "supervisor",
          "billingPractitioner",
          "service",
          "patient",
          "activity",
          "dataActedUpon",
          "action",
          "enteredAt",
          "live");
  private static final List<String> CONTACT = List.of("start", "end", "modality", "with");

  private static final Map<String, Role> ROLES = words(Role.values());
  private static final Map<String, Activity> ACTIVITIES = words(Activity.values());
  private static final Map<String, Modality> MODALITIES = words(Modality.values());
  private static final Map<String, Participant> PARTICIPANTS = words(Participant.values());
  private static final Map<String, Service> SERVICES =
      Stream.of(Service.values())
          .collect(
              Collectors.toMap(
                  service -> service == Service.DATA_INTERPRETATION ? "99091" : service.name(),
                  service -> service));

  private static <E extends Enum<E>> Map<String, E> words(E[] values) {
    return Stream.of(values).collect(Collectors.toMap(Enum::name, value -> value));
  }

  /**
   * What was logged.
   *
   * @param own for the patient of the scenario
   * @param elsewhere what performers logged for other patients meanwhile
   */
  record Logged(List<TimeEntry> own, List<TimeElsewhere> elsewhere) {}

  /** Ids t1, t2 … by order where none is given. */
  Logged read(ScenarioNode scenario) {
    List<TimeEntry> own = new ArrayList<>();
    List<TimeElsewhere> elsewhere = new ArrayList<>();
    int number = 0;
    for (ScenarioNode node : scenario.list("timeEntries")) {
      node.object(ENTRY);
      number++;
      TimeEntry entry = entry(node, number);
      PatientId whose = node.or("patient", patient, n -> new PatientId(n.text()));
      if (whose.equals(patient)) {
        own.add(entry);
      } else if (entry.when() instanceof WorkTime.Interval interval) {
        elsewhere.add(new TimeElsewhere(entry.performer(), interval));
      }
    }
    return new Logged(own, elsewhere);
  }

  private TimeEntry entry(ScenarioNode node, int number) {
    WorkTime when = when(node);
    Optional<String> credential = node.orNone("credential", Optional.of("RN"), ScenarioNode::text);
    return new TimeEntry(
        new EntryId(node.or("id", "t" + number, ScenarioNode::text)),
        when,
        node.or("performer", PERFORMER, n -> new StaffId(n.text())),
        node.or("role", Role.CLINICAL_STAFF, n -> n.word(ROLES)),
        credential,
        node.orNone("supervisor", Optional.of(PRACTITIONER), n -> new StaffId(n.text())),
        node.or("billingPractitioner", PRACTITIONER, n -> new StaffId(n.text())),
        node.or("service", Service.RPM, TimeEntriesReader::service),
        node.or("activity", Activity.COACHING, n -> n.word(ACTIVITIES)),
        actedUpon(node),
        node.has("action")
            ? node.get("action").map(TimeEntriesReader::action).orElse("")
            : DOCUMENTED,
        node.or("enteredAt", end(when), ScenarioNode::instant),
        live(node, when));
  }

  /** {@code 99091} may stand as a number too. */
  private static Service service(ScenarioNode node) {
    return node.json().isIntegralNumber() && node.json().intValue() == 99_091
        ? Service.DATA_INTERPRETATION
        : node.word(SERVICES);
  }

  private static String action(ScenarioNode node) {
    if (!node.json().isTextual()) {
      throw node.expected("text");
    }
    return node.json().textValue();
  }

  private static Set<String> actedUpon(ScenarioNode node) {
    return node.has("dataActedUpon")
        ? new HashSet<>(node.get("dataActedUpon").map(ScenarioNode::texts).orElse(List.of()))
        : Set.of(LINKED);
  }

  private WorkTime when(ScenarioNode node) {
    if (node.has("date") || node.has("duration")) {
      if (node.has("start") || node.has("end")) {
        throw new ScenarioException(
            node.path(), "expected start and end, or date and duration, not both");
      }
      return new WorkTime.OnDate(
          node.need("date", "a date beside duration").date(),
          Spans.duration(node.need("duration", "a duration beside date")));
    }
    return interval(
        node,
        node.need("start", "an instant, or date and duration").instant(),
        node.need("end", "an instant beside start").instant());
  }

  private static WorkTime.Interval interval(ScenarioNode node, Instant start, Instant end) {
    if (end.isBefore(start)) {
      throw new ScenarioException(
          node.path() + ".end", "expected an instant not before start, found " + end);
    }
    return new WorkTime.Interval(start, end);
  }

  /** Without start and end it was written down on its date, as far as anybody can tell. */
  private Instant end(WorkTime when) {
    return switch (when) {
      case WorkTime.Interval interval -> interval.end();
      case WorkTime.OnDate day ->
          day.date().plusDays(1).atStartOfDay(practiceZone).toInstant().minusSeconds(1);
    };
  }

  private static List<LiveContact> live(ScenarioNode node, WorkTime whole) {
    Optional<ScenarioNode> live = node.get("live");
    if (live.isEmpty()) {
      return List.of();
    }
    if (live.get().json().isTextual()) {
      return List.of(new LiveContact(whole, live.get().word(MODALITIES), Participant.PATIENT));
    }
    List<LiveContact> contacts = new ArrayList<>();
    for (ScenarioNode item : live.get().items()) {
      contacts.add(contact(item.object(CONTACT), whole));
    }
    return contacts;
  }

  private static LiveContact contact(ScenarioNode node, WorkTime whole) {
    WorkTime when =
        whole instanceof WorkTime.Interval entry
            ? interval(
                node,
                node.or("start", entry.start(), ScenarioNode::instant),
                node.or("end", entry.end(), ScenarioNode::instant))
            : node.has("start") || node.has("end")
                ? interval(
                    node,
                    node.need("start", "an instant").instant(),
                    node.need("end", "an instant").instant())
                : whole;
    return new LiveContact(
        when,
        node.or("modality", Modality.AUDIO, n -> n.word(MODALITIES)),
        node.or("with", Participant.PATIENT, n -> n.word(PARTICIPANTS)));
  }
}
