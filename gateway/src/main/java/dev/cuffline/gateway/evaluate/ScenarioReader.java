package dev.cuffline.gateway.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.cuffline.gateway.alerting.RulePacks;
import dev.cuffline.gateway.billing.PayerProfiles;
import dev.cuffline.rules.billing.BillingFacts;
import dev.cuffline.rules.billing.Enrolment;
import dev.cuffline.rules.billing.PayerProfile;
import dev.cuffline.rules.billing.RuleSets;
import dev.cuffline.rules.dataday.AssignedDevice;
import dev.cuffline.rules.dataday.HomeZones;
import dev.cuffline.rules.reading.DateRange;
import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.Reading;
import dev.cuffline.rules.reading.RegulatoryStatus;
import dev.cuffline.rules.trend.Monitoring;
import dev.cuffline.rules.trend.RulePack;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads scenarios: what is left out takes its default, what is wrong is refused with its path.
 *
 * @param payers the profiles of the installation
 * @param packs its rule packs
 */
record ScenarioReader(PayerProfiles payers, RulePacks packs) {
  private static final Instant AS_OF = Instant.parse("2026-03-15T12:00:00Z");
  private static final Instant ASSIGNED = Instant.parse("2025-12-01T00:00:00Z");
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final String PROFILE = "medicare-2026";

  private static final List<String> SCENARIO =
      List.of(
          "id",
          "asOf",
          "practice",
          "payer",
          "patient",
          "enrolment",
          "devices",
          "readings",
          "readingDays",
          "timeEntries",
          "assume",
          "otherServices",
          "claims",
          "alertRules");
  private static final List<String> PRACTICE = List.of("zone");
  private static final List<String> PAYER = List.of("profile", "overrides");
  private static final List<String> PATIENT = List.of("id", "zone", "diagnoses", "diedOn");
  private static final List<String> DEVICE =
      List.of("id", "regulatoryStatus", "assignedFrom", "assignedTo");
  private static final List<String> ASSUME = List.of("dataLinked");
  private static final List<String> ALERT_RULES = List.of("pack", "overrides");
  private static final Map<String, RegulatoryStatus> STATUSES =
      Map.of(
          "FDA", RegulatoryStatus.FDA,
          "NONE", RegulatoryStatus.NONE,
          "UNKNOWN", RegulatoryStatus.UNKNOWN);

  /**
   * Reads one scenario.
   *
   * @throws ScenarioException naming the path of what is wrong
   */
  Scenario read(JsonNode json) {
    ScenarioNode root = new ScenarioNode(json, "").object(SCENARIO);
    Instant asOf = root.or("asOf", AS_OF, ScenarioNode::instant);
    ZoneId practiceZone = part(root, "practice", PRACTICE).or("zone", NEW_YORK, ScenarioNode::zone);
    ScenarioNode patientPart = part(root, "patient", PATIENT);
    PatientId patient =
        patientPart.or("id", new PatientId("p1"), node -> new PatientId(node.text()));
    ZoneId home = patientPart.or("zone", NEW_YORK, ScenarioNode::zone);
    List<AssignedDevice> devices = devices(root);
    DeviceId first = devices.isEmpty() ? new DeviceId("cuff") : devices.getFirst().device();
    List<ReadingsReader.Read> readings = new ReadingsReader(patient, home, first, asOf).read(root);
    TimeEntriesReader.Logged logged = new TimeEntriesReader(patient, practiceZone).read(root);
    ScenarioNode enrolment = new ScenarioNode(object(root, "enrolment"), "enrolment");
    BillingFacts facts =
        new BillingFacts(
            patient,
            HomeZones.of(home),
            practiceZone,
            patientPart.or("diagnoses", List.of("I10"), ScenarioNode::texts),
            EnrolmentReader.read(enrolment, patientPart.get("diedOn").map(ScenarioNode::date)),
            devices,
            readings.stream().map(ReadingsReader.Read::reading).toList(),
            dataLink(root),
            logged.own(),
            logged.elsewhere(),
            ServicesReader.services(root),
            ServicesReader.claims(root, RuleSets.deviceCodes(), practiceZone),
            LocalDate.MIN);
    return new Scenario(
        root.get("id").map(ScenarioNode::text),
        asOf,
        facts,
        payer(part(root, "payer", PAYER)),
        observed(readings, asOf),
        monitoring(facts, EnrolmentReader.frequencyPerDay(enrolment)),
        pack(part(root, "alertRules", ALERT_RULES)));
  }

  /** An object of the scenario; an empty one when it is left out. */
  private static ScenarioNode part(ScenarioNode root, String field, List<String> fields) {
    return new ScenarioNode(object(root, field), field).object(fields);
  }

  private static JsonNode object(ScenarioNode root, String field) {
    return root.get(field)
        .map(ScenarioNode::json)
        .orElseGet(() -> JsonNodeFactory.instance.objectNode());
  }

  private static List<AssignedDevice> devices(ScenarioNode root) {
    if (!root.has("devices")) {
      return List.of(
          new AssignedDevice(
              new DeviceId("cuff"), RegulatoryStatus.FDA, ASSIGNED, Optional.empty()));
    }
    List<AssignedDevice> devices = new ArrayList<>();
    for (ScenarioNode node : root.list("devices")) {
      node.object(DEVICE);
      devices.add(
          new AssignedDevice(
              node.or("id", new DeviceId("cuff"), n -> new DeviceId(n.text())),
              node.or("regulatoryStatus", RegulatoryStatus.FDA, n -> n.word(STATUSES)),
              node.or("assignedFrom", ASSIGNED, ScenarioNode::instant),
              node.get("assignedTo").map(ScenarioNode::instant)));
    }
    return devices;
  }

  private static BillingFacts.DataLink dataLink(ScenarioNode root) {
    boolean without = !root.has("readings") && !root.has("readingDays");
    boolean assumed = part(root, "assume", ASSUME).or("dataLinked", without, ScenarioNode::truth);
    return assumed ? BillingFacts.DataLink.ASSUMED : BillingFacts.DataLink.FROM_READINGS;
  }

  private static List<Reading> observed(List<ReadingsReader.Read> readings, Instant asOf) {
    return readings.stream()
        .filter(ReadingsReader.Read::plausible)
        .map(ReadingsReader.Read::reading)
        .filter(reading -> !reading.receivedAt().isAfter(asOf))
        .toList();
  }

  /** From order and consent to the end of the episode, but for pauses and stays. */
  private static Monitoring monitoring(BillingFacts facts, int perDay) {
    Enrolment enrolment = facts.enrolment();
    List<DateRange> away = new ArrayList<>(enrolment.paused());
    away.addAll(enrolment.facilityStays());
    return Monitoring.between(
        perDay,
        Stream.of(enrolment.orderedOn(), enrolment.consentOn()),
        Stream.of(
            enrolment.endedOn(),
            enrolment.diedOn(),
            enrolment.consentWithdrawnOn().map(day -> day.minusDays(1))),
        away,
        List.of());
  }

  private PayerProfile payer(ScenarioNode node) {
    String name = node.or("profile", PROFILE, ScenarioNode::text);
    if (payers.find(name).isEmpty()) {
      throw new ScenarioException(
          node.path() + ".profile",
          "there is no payer profile %s, expected one of %s"
              .formatted(name, String.join(", ", payers.names())));
    }
    return node.get("overrides")
        .map(changes ->
            changed(changes, "payer.overrides", () -> payers.changed(name, changes.json())))
        .orElseGet(() -> payers.find(name).orElseThrow());
  }

  private RulePack pack(ScenarioNode node) {
    String name = node.or("pack", RulePacks.DEFAULT, ScenarioNode::text);
    if (!packs.names().contains(name)) {
      throw new ScenarioException(
          node.path() + ".pack",
          "there is no rule pack %s, expected one of %s"
              .formatted(name, String.join(", ", packs.names())));
    }
    return node.get("overrides")
        .map(changes ->
            changed(changes, "alertRules.overrides", () -> packs.changed(name, changes.json())))
        .orElseGet(() -> packs.named(name));
  }

  private interface Change<T> {
    T made();
  }

  /**
   * What a file with the changes in it would be refused for is refused with the path of the change.
   */
  private static <T> T changed(ScenarioNode changes, String path, Change<T> change) {
    if (!changes.json().isObject()) {
      throw changes.expected("an object");
    }
    try {
      return change.made();
    } catch (IllegalArgumentException wrong) {
      throw new ScenarioException("", path + "." + wrong.getMessage());
    }
  }
}
