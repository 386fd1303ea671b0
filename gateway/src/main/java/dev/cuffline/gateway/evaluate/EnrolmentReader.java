package dev.cuffline.gateway.evaluate;

import dev.cuffline.rules.billing.Anchor;
import dev.cuffline.rules.billing.BillingCode;
import dev.cuffline.rules.billing.Enrolment;
import dev.cuffline.rules.billing.SetupEvent;
import dev.cuffline.rules.caretime.StaffId;
import dev.cuffline.rules.reading.DateRange;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The enrolment of a scenario. */
final class EnrolmentReader {
  private static final LocalDate ORDERED = LocalDate.of(2025, 12, 1);
  private static final SetupEvent SETUP = new SetupEvent(LocalDate.of(2026, 1, 4), true);
  private static final LocalDate ANCHOR = LocalDate.of(2026, 1, 5);
  private static final StaffId PRACTITIONER = new StaffId("dr-a");
  private static final List<String> SET_UP = List.of("on", "billed");
  private static final List<String> ENROLMENT =
      List.of(
          "orderedOn",
          "consentOn",
          "consentWithdrawnOn",
          "consentCostShare",
          "establishedPatient",
          "billingPractitioner",
          "setup",
          "anchor",
          "billedElsewhere",
          "facilityStays",
          "paused",
          "endedOn",
          "frequencyPerDay");

  private EnrolmentReader() {}

  /**
   * Null says that something is not on file: no order, no consent, no practitioner, no set-up, no
   * fixed anchor.
   *
   * @param diedOn the patient's date of death
   */
  static Enrolment read(ScenarioNode node, Optional<LocalDate> diedOn) {
    node.object(ENROLMENT);
    return new Enrolment(
        node.orNone("orderedOn", Optional.of(ORDERED), ScenarioNode::date),
        node.orNone("consentOn", Optional.of(ORDERED), ScenarioNode::date),
        node.get("consentWithdrawnOn").map(ScenarioNode::date),
        node.or("consentCostShare", true, ScenarioNode::truth),
        node.or("establishedPatient", true, ScenarioNode::truth),
        node.orNone("billingPractitioner", Optional.of(PRACTITIONER), n -> new StaffId(n.text())),
        node.orNone("setup", Optional.of(SETUP), EnrolmentReader::setup),
        node.orNone("anchor", Optional.of(ANCHOR), ScenarioNode::date).map(EnrolmentReader::fixed),
        codes(node),
        ranges(node, "facilityStays"),
        ranges(node, "paused"),
        node.get("endedOn").map(ScenarioNode::date),
        diedOn);
  }

  /** Fixed before any evidence: whatever counts before it disputes it (R13a). */
  private static Anchor fixed(LocalDate date) {
    return new Anchor(date, Optional.of(Instant.EPOCH));
  }

  private static SetupEvent setup(ScenarioNode node) {
    node.object(SET_UP);
    return new SetupEvent(
        node.or("on", SETUP.on(), ScenarioNode::date),
        node.or("billed", SETUP.billed(), ScenarioNode::truth));
  }

  private static Set<BillingCode> codes(ScenarioNode node) {
    Set<BillingCode> codes = new HashSet<>();
    for (ScenarioNode code : node.list("billedElsewhere")) {
      codes.add(ServicesReader.code(code));
    }
    return codes;
  }

  private static List<DateRange> ranges(ScenarioNode node, String field) {
    List<DateRange> ranges = new ArrayList<>();
    for (ScenarioNode range : node.list(field)) {
      ranges.add(Spans.range(range));
    }
    return ranges;
  }

  /** Readings a day that the order asks for; daily without a word. */
  static int frequencyPerDay(ScenarioNode node) {
    int perDay = node.or("frequencyPerDay", 1, ScenarioNode::count);
    if (perDay < 1) {
      throw new ScenarioException(
          "enrolment.frequencyPerDay", "expected a whole number from 1 on, found " + perDay);
    }
    return perDay;
  }
}
