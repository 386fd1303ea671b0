package dev.cuffline.rules.billing;

import dev.cuffline.rules.caretime.LiveContact;
import dev.cuffline.rules.caretime.Modality;
import dev.cuffline.rules.caretime.Role;
import dev.cuffline.rules.caretime.TimeEntry;
import dev.cuffline.rules.caretime.WorkTime;
import dev.cuffline.rules.dataday.AssignedDevice;
import dev.cuffline.rules.reading.Reading;
import dev.cuffline.rules.reading.RegulatoryStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The documents that an auditor asks for behind a determination: what is there, what is missing,
 * and what is not recorded here (billing-rules.md 4.1). It changes no determination.
 */
public final class Checklist {
  private Checklist() {}

  /** Whether a document is there. */
  public enum State {
    /** On file. */
    PRESENT,
    /** Not on file. */
    MISSING,
    /** Kept elsewhere, if at all: nobody here can say. */
    NOT_RECORDED
  }

  /**
   * One document.
   *
   * @param words what it is, for a biller
   * @param state whether it is there
   * @param evidence ids of the readings or time entries that it is missing for, or rests on
   */
  public record Item(String words, State state, List<String> evidence) {
    /** Copies the list. */
    public Item {
      evidence = List.copyOf(evidence);
    }
  }

  /**
   * What stands behind one determination, in the order in which an auditor asks.
   *
   * @param facts what it was determined from
   * @return empty for a determination without units
   */
  public static List<Item> of(BillingFacts facts, Determination determination) {
    if (determination.units() == 0) {
      return List.of();
    }
    BillingCode code = determination.code();
    List<Item> items = new ArrayList<>();
    if (RuleSets.managementFamily().contains(code)) {
      items.addAll(enrolment(facts));
      items.addAll(management(facts, determination));
    } else if (RuleSets.deviceFamily().contains(code)) {
      items.addAll(enrolment(facts));
      items.addAll(device(facts, determination));
    } else if (RuleSets.selfMeasured().contains(code)) {
      items.addAll(selfMeasured(facts, determination));
    } else {
      items.add(unknown("order, consent and care plan of the other service"));
      items.addAll(work(timeEntries(facts, determination)));
    }
    return items;
  }

  private static List<Item> enrolment(BillingFacts facts) {
    Enrolment enrolment = facts.enrolment();
    return List.of(
        item("order with its date", enrolment.orderedOn().isPresent()),
        item("diagnosis of the order", !facts.diagnoses().isEmpty()),
        item("consent with its date", enrolment.consentOn().isPresent()),
        item("consent states the cost share", enrolment.consentCostShare()),
        unknown("consent acknowledges that one practitioner bills"),
        item("evidence of an established patient", enrolment.establishedPatient()),
        item("billing practitioner", enrolment.billingPractitioner().isPresent()),
        item("note of set-up and education", enrolment.setup().isPresent()));
  }

  private static List<Item> device(BillingFacts facts, Determination determination) {
    List<Reading> readings = readings(facts, determination);
    List<Item> items = new ArrayList<>();
    items.add(
        readings(
            "device is on file as a medical device",
            readings,
            r -> assignments(facts, r).stream().anyMatch(d -> d.status() == RegulatoryStatus.FDA)));
    items.add(
        readings(
            "device was the patient's when it measured",
            readings,
            r -> !assignments(facts, r).isEmpty()));
    items.add(unknown("device identifier (UDI or 510(k) number)"));
    items.add(
        new Item(
            "transmissions with measured and received time",
            readings.isEmpty() ? State.MISSING : State.PRESENT,
            determination.evidence()));
    return items;
  }

  private static List<Reading> readings(BillingFacts facts, Determination determination) {
    Set<String> ids = Set.copyOf(determination.evidence());
    return facts.readings().stream().filter(r -> ids.contains(r.id().value())).toList();
  }

  private static List<Item> selfMeasured(BillingFacts facts, Determination determination) {
    return List.of(
        readings(
            "readings with their date",
            readings(facts, determination),
            r -> r.bloodPressure().isPresent()),
        unknown("education and calibration of the cuff"),
        unknown("averages told to the patient, with a treatment plan"));
  }

  private static List<AssignedDevice> assignments(BillingFacts facts, Reading reading) {
    return facts.devices().stream().filter(d -> d.covers(reading)).toList();
  }

  private static Item readings(String words, List<Reading> readings, Predicate<Reading> good) {
    return ofEach(words, readings, good, reading -> reading.id().value());
  }

  private static List<TimeEntry> timeEntries(BillingFacts facts, Determination determination) {
    Set<String> ids = Set.copyOf(determination.evidence());
    return facts.timeEntries().stream().filter(e -> ids.contains(e.id().value())).toList();
  }

  private static List<Item> management(BillingFacts facts, Determination determination) {
    List<TimeEntry> entries = timeEntries(facts, determination);
    List<Item> items = new ArrayList<>(work(entries));
    items.add(entries("data acted upon", entries, e -> !e.dataActedUpon().isEmpty()));
    items.add(entries("assessment, action or communication", entries, e -> !e.action().isBlank()));
    items.add(liveContact(entries));
    items.add(unknown("summary of the conversation and change of the treatment plan"));
    return items;
  }

  /** What every minute documents, whichever service it is for. */
  private static List<Item> work(List<TimeEntry> entries) {
    return List.of(
        entries("start and end", entries, e -> e.when() instanceof WorkTime.Interval),
        entries("performer's credential", entries, e -> e.credential().isPresent()),
        entries(
            "supervising practitioner of staff",
            entries,
            e -> e.role() != Role.CLINICAL_STAFF || e.supervisor().isPresent()));
  }

  private static Item entries(String words, List<TimeEntry> entries, Predicate<TimeEntry> good) {
    return ofEach(words, entries, good, entry -> entry.id().value());
  }

  /** There when there is evidence, and each piece of it has what is asked for. */
  private static <T> Item ofEach(
      String words, List<T> evidence, Predicate<T> good, Function<T, String> id) {
    List<String> bad = evidence.stream().filter(good.negate()).map(id).distinct().toList();
    return new Item(
        words, evidence.isEmpty() || !bad.isEmpty() ? State.MISSING : State.PRESENT, bad);
  }

  private static Item liveContact(List<TimeEntry> entries) {
    List<String> with =
        entries.stream()
            .filter(e -> e.live().stream().map(LiveContact::modality).anyMatch(Checklist::isLive))
            .map(e -> e.id().value())
            .toList();
    return new Item(
        "live conversation with date, modality and participant",
        with.isEmpty() ? State.MISSING : State.PRESENT,
        with);
  }

  private static boolean isLive(Modality modality) {
    return RuleSets.timePolicy(false).live().contains(modality);
  }

  private static Item item(String words, boolean present) {
    return new Item(words, present ? State.PRESENT : State.MISSING, List.of());
  }

  private static Item unknown(String words) {
    return new Item(words, State.NOT_RECORDED, List.of());
  }
}
