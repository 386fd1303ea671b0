package dev.cuffline.gateway.evaluate;

import dev.cuffline.gateway.format.PlausibilityLimits;
import dev.cuffline.rules.reading.BloodPressure;
import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.EntryMethod;
import dev.cuffline.rules.reading.MeasuredAt;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.Reading;
import dev.cuffline.rules.reading.ReadingFlag;
import dev.cuffline.rules.reading.ReadingId;
import dev.cuffline.rules.reading.ReadingStatus;
import dev.cuffline.rules.reading.TimeQuality;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The readings of a scenario, listed one by one or by the date.
 *
 * @param patient whose they are
 * @param home zone of {@code at}
 * @param firstDevice takes those that name none
 * @param asOf later corrections are not known yet
 */
record ReadingsReader(PatientId patient, ZoneId home, DeviceId firstDevice, Instant asOf) {
  private static final PlausibilityLimits LIMITS = PlausibilityLimits.DEFAULT;
  private static final BloodPressure NO_VALUE = BloodPressure.of(0, 0);
  private static final BigDecimal SYSTOLIC = BigDecimal.valueOf(126);
  private static final BigDecimal DIASTOLIC = BigDecimal.valueOf(76);
  private static final BigDecimal PULSE = BigDecimal.valueOf(70);
  private static final Duration UNDER_WAY = Duration.ofMinutes(1);

  private static final List<String> VALUES =
      List.of(
          "device",
          "receivedAt",
          "systolic",
          "diastolic",
          "pulse",
          "entry",
          "timeQuality",
          "status",
          "enteredInErrorAt",
          "flags");
  private static final List<String> READING = with("id", "measuredAt");
  private static final List<String> DAYS = with("dates", "at", "id");

  private static final Map<String, EntryMethod> ENTRIES =
      Map.of("AUTOMATIC", EntryMethod.AUTOMATIC, "MANUAL", EntryMethod.MANUAL);
  private static final Map<String, TimeQuality> QUALITIES =
      Map.of(
          "DEVICE", TimeQuality.DEVICE,
          "VENDOR", TimeQuality.VENDOR,
          "REPAIRED", TimeQuality.REPAIRED,
          "RECEIPT-TIME", TimeQuality.RECEIPT_TIME,
          "ESTIMATED", TimeQuality.ESTIMATED,
          "SUSPECT", TimeQuality.SUSPECT);
  private static final Map<String, ReadingStatus> STATUSES =
      Map.of("FINAL", ReadingStatus.FINAL, "ENTERED-IN-ERROR", ReadingStatus.ENTERED_IN_ERROR);
  private static final Map<String, ReadingFlag> FLAGS =
      Map.of(
          "MOVEMENT", ReadingFlag.BODY_MOVEMENT,
          "IRREGULAR-PULSE", ReadingFlag.IRREGULAR_PULSE,
          "LOOSE-CUFF", ReadingFlag.CUFF_TOO_LOOSE);

  private static List<String> with(String... others) {
    List<String> fields = new ArrayList<>(List.of(others));
    fields.addAll(VALUES);
    return List.copyOf(fields);
  }

  /**
   * A reading, and whether its values are such that intake would not have quarantined it: what is
   * implausible makes neither a day nor a finding.
   */
  record Read(Reading reading, boolean plausible) {}

  /** Those of {@code readings} and then those of {@code readingDays}; ids r1, r2 … by order. */
  List<Read> read(ScenarioNode scenario) {
    List<Read> readings = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    scenario.list("readings").forEach(node -> node.get("id").ifPresent(id -> taken.add(id.text())));
    for (ScenarioNode node : scenario.list("readings")) {
      node.object(READING);
      Instant measured = node.need("measuredAt", "an instant").instant();
      String id = node.get("id").map(ScenarioNode::text).orElseGet(() -> free(readings, taken));
      readings.add(reading(node, id, measured));
    }
    for (ScenarioNode node : scenario.list("readingDays")) {
      node.object(DAYS);
      LocalTime at = node.or("at", LocalTime.of(8, 0), ReadingsReader::time);
      Optional<String> prefix = node.get("id").map(ScenarioNode::text);
      for (ScenarioNode span : node.need("dates", "a list of dates").items()) {
        for (LocalDate date : Spans.dates(span)) {
          String id = prefix.map(p -> p + "-" + date).orElseGet(() -> free(readings, taken));
          readings.add(reading(node, id, date.atTime(at).atZone(home).toInstant()));
        }
      }
    }
    return readings;
  }

  /** The number of the reading, unless the scenario gives that name to another. */
  private static String free(List<Read> readings, Set<String> taken) {
    int number = readings.size() + 1;
    while (!taken.add("r" + number)) {
      number++;
    }
    return "r" + number;
  }

  private static LocalTime time(ScenarioNode node) {
    try {
      return LocalTime.parse(node.text());
    } catch (DateTimeException wrong) {
      throw node.expected("a local time such as 08:00");
    }
  }

  private Read reading(ScenarioNode node, String id, Instant measured) {
    Instant received = node.or("receivedAt", measured.plus(UNDER_WAY), ScenarioNode::instant);
    Values values = values(node);
    Reading reading =
        new Reading(
            new ReadingId(id),
            patient,
            node.or("device", firstDevice, n -> new DeviceId(n.text())),
            new MeasuredAt(
                measured,
                node.or("timeQuality", TimeQuality.DEVICE, n -> n.word(QUALITIES)),
                Optional.empty(),
                measured.toString()),
            received,
            received,
            values.pressure(),
            values.pulse(),
            flags(node),
            node.or("entry", EntryMethod.AUTOMATIC, n -> n.word(ENTRIES)),
            status(node),
            true);
    return new Read(reading, values.plausible());
  }

  private record Values(
      Optional<BloodPressure> pressure, Optional<BigDecimal> pulse, boolean plausible) {}

  /**
   * Null, and what no plausibility limit lets through, is a cuff's error code and no value. With
   * such a pressure the default pulse is none either: nobody said that one was measured.
   */
  private static Values values(ScenarioNode node) {
    Optional<BigDecimal> systolic =
        node.orNone("systolic", Optional.of(SYSTOLIC), ScenarioNode::number);
    Optional<BigDecimal> diastolic =
        node.orNone("diastolic", Optional.of(DIASTOLIC), ScenarioNode::number);
    boolean measured =
        systolic.isPresent() && diastolic.isPresent() && LIMITS.plausible(systolic, diastolic);
    Optional<BigDecimal> pulse =
        node.orNone("pulse", measured ? Optional.of(PULSE) : Optional.empty(), ScenarioNode::number)
            .filter(LIMITS::plausiblePulse);
    if (measured) {
      return new Values(
          Optional.of(new BloodPressure(systolic.get(), diastolic.get(), Optional.empty())),
          pulse,
          true);
    }
    boolean pulseAlone = systolic.isEmpty() && diastolic.isEmpty() && pulse.isPresent();
    return new Values(pulseAlone ? Optional.empty() : Optional.of(NO_VALUE), pulse, pulseAlone);
  }

  private static Set<ReadingFlag> flags(ScenarioNode node) {
    Set<ReadingFlag> flags = new HashSet<>();
    for (ScenarioNode flag : node.list("flags")) {
      flags.add(flag.word(FLAGS));
    }
    return flags;
  }

  private ReadingStatus status(ScenarioNode node) {
    Optional<Instant> erredAt = node.get("enteredInErrorAt").map(ScenarioNode::instant);
    ReadingStatus stated = node.or("status", ReadingStatus.FINAL, n -> n.word(STATUSES));
    if (erredAt.isPresent()) {
      return erredAt.get().isAfter(asOf) ? ReadingStatus.FINAL : ReadingStatus.ENTERED_IN_ERROR;
    }
    return stated;
  }
}
