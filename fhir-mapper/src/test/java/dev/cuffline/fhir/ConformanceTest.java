package dev.cuffline.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuffline.rules.reading.Absent;
import dev.cuffline.rules.reading.BloodPressure;
import dev.cuffline.rules.reading.DateRange;
import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.EntryMethod;
import dev.cuffline.rules.reading.MeasuredAt;
import dev.cuffline.rules.reading.NoNumber;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.Reading;
import dev.cuffline.rules.reading.ReadingFlag;
import dev.cuffline.rules.reading.ReadingStatus;
import dev.cuffline.rules.reading.TimeQuality;
import dev.cuffline.rules.trend.PeriodMean;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything we emit against US Core 8.0.0, and proof that the validator would say no. */
class ConformanceTest {
  private static final String BLOOD_PRESSURE =
      "http://hl7.org/fhir/us/core/StructureDefinition/us-core-blood-pressure";
  private static final FhirJson JSON = new FhirJson();

  static Stream<Reading> emitted() {
    Reading plain = Samples.reading();
    Reading full = Samples.withPulse(plain, "71.5");
    return Stream.of(
        plain,
        full,
        Samples.with(plain, Optional.empty(), Optional.of(new BigDecimal("38"))),
        Samples.with(full, EnumSet.allOf(ReadingFlag.class)),
        Samples.with(full, Set.of(ReadingFlag.IRREGULAR_PULSE)),
        Samples.with(full, pressure("127.0", "79.0", "95")),
        Samples.with(full, pressure("1.2E+2", "80.25", "93.333")),
        Samples.with(full, ReadingStatus.AMENDED),
        Samples.with(full, ReadingStatus.ENTERED_IN_ERROR),
        Samples.with(full, EntryMethod.MANUAL),
        Samples.with(plain, absent(NoNumber.NOT_A_NUMBER, NoNumber.RESERVED)),
        Samples.with(plain, absent(NoNumber.NOT_AT_THIS_RESOLUTION, NoNumber.NOT_A_NUMBER)),
        Samples.with(plain, absent(NoNumber.POSITIVE_INFINITY, NoNumber.NEGATIVE_INFINITY)),
        measured("2026-03-08T06:59:59Z"),
        measured("2026-03-08T07:00:00Z"),
        measured("2026-11-01T05:30:00Z"),
        measured("2026-11-01T06:30:00.123456Z"));
  }

  private static Absent absent(NoNumber mean, NoNumber pulse) {
    return new Absent(Optional.of(mean), Optional.of(pulse));
  }

  private static BloodPressure pressure(String systolic, String diastolic, String mean) {
    return new BloodPressure(
        new BigDecimal(systolic), new BigDecimal(diastolic), Optional.of(new BigDecimal(mean)));
  }

  private static Reading measured(String instant) {
    Instant at = Instant.parse(instant);
    return Samples.with(Samples.withPulse(Samples.reading(), "70"), MeasuredAt.device(at));
  }

  @ParameterizedTest
  @MethodSource("emitted")
  void everyObservationConformsToUsCore(Reading reading) {
    List<String> errors = new ArrayList<>();

    for (Observation observation : Samples.MAPPER.toObservations(reading, Samples.CONTEXT)) {
      errors.addAll(UsCoreValidator.errors(JSON.encode(observation)));
    }

    assertThat(errors).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(TimeQuality.class)
  void everyTimeQualityConformsWithAndWithoutAnOffset(TimeQuality quality) {
    List<String> errors = new ArrayList<>();

    for (Optional<ZoneOffset> offset :
        List.of(Optional.<ZoneOffset>empty(), Optional.of(ZoneOffset.ofHoursMinutes(5, 45)))) {
      var measuredAt = new MeasuredAt(Samples.MEASURED, quality, offset, "raw");
      Reading reading = Samples.with(Samples.reading(), measuredAt);
      Samples.MAPPER
          .toObservations(reading, Samples.CONTEXT)
          .forEach(o -> errors.addAll(UsCoreValidator.errors(JSON.encode(o))));
    }

    assertThat(errors).isEmpty();
  }

  @Test
  void anObservationWithoutADeviceConforms() {
    var context = new ObservationContext("Patient/p1", Optional.empty(), Samples.NEW_YORK);

    Observation observation =
        Samples.MAPPER.bloodPressure(Samples.reading(), context).orElseThrow();

    assertThat(UsCoreValidator.errors(JSON.encode(observation))).isEmpty();
    assertThat(observation.hasDevice()).isFalse();
  }

  private static Stream<Reading> behindAHub() {
    MeasuredAt repaired =
        new MeasuredAt(
            Samples.MEASURED,
            TimeQuality.REPAIRED,
            Optional.empty(),
            "[2026, 1, 11, 8, 2, 0]; cuff 2026-01-11T08:03:30 at hub 2026-01-11T13:01:30.250Z");
    return emitted()
        .flatMap(reading -> Stream.of(reading, Samples.with(reading, repaired)))
        .filter(reading -> reading.entry() == EntryMethod.AUTOMATIC);
  }

  /** One resource for both, and what PHD wants beside it. */
  @ParameterizedTest
  @MethodSource("behindAHub")
  void whatAHubPassesOnConformsToUsCoreAndPhd(Reading reading) {
    var context =
        new ObservationContext(
            "Patient/p1", Optional.of("Device/cuff-1"), Samples.NEW_YORK, Optional.of("Device/g1"));
    List<String> errors = new ArrayList<>();
    List<Observation> all = Samples.MAPPER.toObservations(reading, context);

    all.forEach(observation -> errors.addAll(UsCoreValidator.errors(JSON.encode(observation))));

    assertThat(errors).isEmpty();
    assertThat(all)
        .flatExtracting(observation -> observation.getMeta().getProfile())
        .extracting(profile -> profile.getValue().replaceAll(".*/", ""))
        .contains(
            reading.bloodPressure().isPresent()
                ? "PhdCompoundNumericObservation"
                : "PhdNumericObservation");
    assertThat(
            all.stream().anyMatch(o -> o.getCode().getCodingFirstRep().getCode().equals("67975")))
        .isEqualTo(reading.measuredAt().quality() == TimeQuality.REPAIRED);
  }

  @ParameterizedTest
  @MethodSource("behindAHub")
  void whatIsLeftOutForADestinationConformsToo(Reading reading) {
    var context =
        new ObservationContext(
            "Patient/p1", Optional.of("Device/cuff-1"), Samples.NEW_YORK, Optional.of("Device/g1"));
    for (Shape.Pressure pressure : Shape.Pressure.values()) {
      for (Shape.Codes codes : Shape.Codes.values()) {
        var mapper =
            new ObservationMapper(Samples.IDS, Samples.SYSTEMS, new Shape(codes, pressure));

        List<Observation> all = mapper.toObservations(reading, context);

        assertThat(all)
            .allSatisfy(observation ->
                assertThat(UsCoreValidator.errors(JSON.encode(observation))).isEmpty());
        assertThat(all).extracting(Observation::getIdPart).doesNotHaveDuplicates();
        String whole = all.stream().map(JSON::encode).toList().toString();
        assertThat(whole.contains("11073:10101")).isEqualTo(codes == Shape.Codes.LOINC_AND_MDC);
        assertThat(whole.contains("\"85354-9\""))
            .isEqualTo(pressure == Shape.Pressure.PANEL && reading.bloodPressure().isPresent());
      }
    }
  }

  /** One with everything and its clock repaired, one corrected, a pulse alone. */
  private static List<Reading> ofEveryKind() {
    List<Reading> all = behindAHub().toList();
    return List.of(all.get(7), all.get(15), all.get(4));
  }

  private static CodeMap kept(String from, String to) {
    return new CodeMap(List.of(new CodeMap.Entry(Code.parse(from), Code.parse(to), true)));
  }

  /**
   * Every shape of codes, pressure and performer with a category and codes of the destination's.
   */
  @ParameterizedTest
  @MethodSource("ofEveryKind")
  void theWordsOfADestinationConformToo(Reading reading) {
    var context =
        new ObservationContext(
            "Patient/p1", Optional.of("Device/cuff-1"), Samples.NEW_YORK, Optional.of("Device/g1"));
    CodeMap words =
        new CodeMap(
            Stream.of("85354-9", "8480-6", "8867-4")
                .map(code -> kept("http://loinc.org|" + code, "urn:codes|own-" + code))
                .flatMap(map -> map.entries().stream())
                .toList());
    for (Shape.Pressure pressure : Shape.Pressure.values()) {
      for (Shape.Codes codes : Shape.Codes.values()) {
        for (Shape.Performer performer : Shape.Performer.values()) {
          var shape =
              new Shape(
                  codes,
                  pressure,
                  performer,
                  Optional.of(Code.parse("urn:categories|home|Measured at home")),
                  words);

          List<Observation> all =
              new ObservationMapper(Samples.IDS, Samples.SYSTEMS, shape)
                  .toObservations(reading, context);
          all.forEach(shape.codeMap()::apply);
          all.forEach(observation ->
              observation
                  .addBasedOn()
                  .setType("ServiceRequest")
                  .getIdentifier()
                  .setSystem("urn:orders")
                  .setValue("4711"));

          assertThat(all)
              .allSatisfy(observation ->
                  assertThat(UsCoreValidator.errors(JSON.encode(observation))).isEmpty());
          List<Observation> vital = all.stream().filter(o -> isVital(o)).toList();
          assertThat(vital)
              .isNotEmpty()
              .allSatisfy(observation -> {
                assertThat(observation.hasPerformer())
                    .isEqualTo(performer == Shape.Performer.PATIENT);
                assertThat(JSON.encode(observation)).contains("urn:categories");
              });
          assertThat(all.stream().map(JSON::encode).toList().toString()).contains("own-8");
        }
      }
    }
  }

  private static boolean isVital(Observation observation) {
    return observation.getCategory().stream()
        .anyMatch(category -> category.getCodingFirstRep().getCode().equals("vital-signs"));
  }

  @Test
  void aCodeIsKeptOrReplacedAndNeverOneThatAProfileAsksFor() {
    var concept = Terms.numberOfMeasurements();
    var observation = new Observation().setCode(concept);
    Code ours = Code.parse("http://snomed.info/sct|246432004");
    Code theirs = Code.parse("urn:codes|N|Readings");

    new CodeMap(List.of(new CodeMap.Entry(ours, theirs, true))).apply(observation);
    new CodeMap(List.of(new CodeMap.Entry(ours, theirs, true))).apply(observation);

    assertThat(concept.getCoding())
        .extracting(coding -> coding.getCode())
        .containsExactly("246432004", "N");
    new CodeMap(List.of(new CodeMap.Entry(ours, theirs, false))).apply(observation);
    assertThat(concept.getCoding())
        .singleElement()
        .satisfies(coding -> assertThat(coding.getDisplay()).isEqualTo("Readings"));
    for (String required :
        List.of(
            "http://loinc.org|8480-6",
            "urn:iso:std:iso:11073:10101|150021",
            "http://terminology.hl7.org/CodeSystem/observation-category|vital-signs")) {
      assertThatThrownBy(() -> new CodeMap.Entry(Code.parse(required), theirs, false))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("must stay");
    }
  }

  @Test
  void theBitsThatAreSetStandInAnObservationDerivedFromThePressure() {
    var context =
        new ObservationContext(
            "Patient/p1", Optional.of("Device/cuff-1"), Samples.NEW_YORK, Optional.of("Device/g1"));
    Reading reading =
        Samples.with(
            Samples.reading(), EnumSet.of(ReadingFlag.BODY_MOVEMENT, ReadingFlag.IRREGULAR_PULSE));

    List<Observation> all = Samples.MAPPER.toObservations(reading, context);

    assertThat(all).hasSize(2);
    assertThat(all.getLast().getComponent())
        .extracting(component -> component.getCode().getCodingFirstRep().getCode())
        .containsExactly("8410608.0", "8410608.2");
    assertThat(all.getLast().getDerivedFromFirstRep().getReference())
        .isEqualTo("Observation/" + all.getFirst().getIdPart());
  }

  @Test
  void hubsAndTheirCuffsConform() {
    var own = new DeviceFacts.DeviceIdentifier(DeviceFacts.BLUETOOTH, "D6-16-F9-64-16-22");
    var cuff =
        new DeviceMapper(Samples.IDS, Samples.SYSTEMS)
            .toDevice(
                new DeviceFacts(
                    new DeviceId("cuff"),
                    "Example",
                    "BPM 2",
                    List.of(own),
                    Optional.of("(01)00850000000007(21)S7"),
                    true));
    var hub = new GatewayMapper(Samples.IDS, Samples.SYSTEMS).toDevice("hub-9");

    assertThat(UsCoreValidator.errors(JSON.encode(cuff))).isEmpty();
    kept("urn:iso:std:iso:11073:10101|528391", "http://snomed.info/sct|43770009").apply(cuff);
    assertThat(cuff.getType().hasCoding("http://snomed.info/sct", "43770009")).isTrue();
    assertThat(UsCoreValidator.errors(JSON.encode(cuff))).isEmpty();
    assertThat(cuff.getMeta().getProfile().getFirst().getValue()).endsWith("/PhdDevice");
    assertThat(UsCoreValidator.errors(JSON.encode(hub))).isEmpty();
    assertThat(JSON.encode(hub)).doesNotContain("hub-9");
  }

  @ParameterizedTest
  @EnumSource(AlertFacts.State.class)
  void anAlertConformsThroughItsLife(AlertFacts.State state) {
    var alert =
        new AlertFacts(
            "a-1",
            "Patient/p1",
            Samples.NEW_YORK,
            AlertFacts.Severity.HIGH,
            state,
            "Systolic 184 mmHg (critical from 180)",
            List.of("BP-CRIT-HI"),
            List.of("Observation/o1"),
            Optional.of(Samples.MEASURED),
            Optional.empty(),
            Samples.MEASURED,
            List.of(new AlertFacts.Handled("acknowledged", Samples.MEASURED.plusSeconds(60))));

    var issue = new AlertMapper(Samples.IDS, Samples.SYSTEMS).toDetectedIssue(alert);

    assertThat(UsCoreValidator.errors(JSON.encode(issue))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(ReadingStatus.class)
  void aMeanConforms(ReadingStatus status) {
    var mean =
        new PeriodMean(
            new BigDecimal("131.5"),
            new BigDecimal("82.0"),
            12,
            6,
            Samples.MEASURED,
            Samples.MEASURED.plusSeconds(500_000));
    var span = new DateRange(LocalDate.of(2026, 1, 5), LocalDate.of(2026, 1, 11));

    Observation observation =
        new AverageMapper(Samples.IDS, Samples.SYSTEMS)
            .toObservation(new PatientId("p1"), Samples.NEW_YORK, span, mean, status);

    assertThat(UsCoreValidator.errors(JSON.encode(observation))).isEmpty();
    assertThat(observation.getMeta().getProfile().getFirst().getValue())
        .endsWith("us-core-average-blood-pressure");
    var shape =
        new Shape(
            Shape.Codes.LOINC,
            Shape.Pressure.SEPARATE,
            Shape.Performer.NONE,
            Optional.of(Code.parse("urn:categories|home")),
            new CodeMap(
                List.of(
                    new CodeMap.Entry(
                        Code.parse("http://snomed.info/sct|246432004"),
                        Code.parse("urn:codes|N"),
                        true))));
    Observation shaped =
        new AverageMapper(Samples.IDS, Samples.SYSTEMS, shape)
            .toObservation(new PatientId("p1"), Samples.NEW_YORK, span, mean, status);
    shape.codeMap().apply(shaped);
    assertThat(UsCoreValidator.errors(JSON.encode(shaped))).isEmpty();
    assertThat(shaped.hasPerformer()).isFalse();
    assertThat(JSON.encode(shaped)).contains("urn:categories").contains("urn:codes");
  }

  @Test
  void devicesConform() {
    var mapper = new DeviceMapper(Samples.IDS, Samples.SYSTEMS);
    var own =
        new DeviceFacts.DeviceIdentifier(
            "http://hl7.org/fhir/sid/eui-48/bluetooth", "D6-16-F9-64-16-22");

    var known =
        mapper.toDevice(
            new DeviceFacts(new DeviceId("cuff"), "Example", "BPM 2", List.of(own), true));
    var unknown = mapper.toDevice(new DeviceFacts(new DeviceId("other"), "", "", List.of(), false));

    assertThat(UsCoreValidator.errors(JSON.encode(known))).isEmpty();
    assertThat(UsCoreValidator.errors(JSON.encode(unknown))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "official-uscore800-blood-pressure",
        "official-uscore800-heart-rate",
        "official-uscore800-Observation-average-blood-pressure",
        "official-phd-bpm-status",
        "official-phd-coin-example-1",
        "official-phd-phg-example",
        "official-phd-phd-711000FEFF5F49B0.B0495F001071",
        "official-phd-compound-numeric-blood-pressure",
        "observation-bp",
        "observation-bp-map-nan",
        "observation-bp-interpretation",
        "observation-bp-bodysite",
        "detectedissue-out-of-range",
        "transaction-ble-reading"
      })
  void theValidatorAcceptsTheOfficialExamples(String name) {
    String json = UsCoreValidator.resource("examples/" + name + ".json");

    assertThat(UsCoreValidator.errors(json)).isEmpty();
  }

  /** The sound sibling of all negatives: each of them differs from it by one fault. */
  @Test
  void theValidatorAcceptsTheExampleThatTheNegativesAreMadeOf() {
    assertThat(UsCoreValidator.errors(withoutPhd("observation-bp"), BLOOD_PRESSURE)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no-diastolic|component:diastolic",
        "kpa|is fixed to",
        "no-unit|unit: minimum required = 1",
        "no-value-no-dar|vs-3",
        "no-vs-category|category:VSCat",
        "no-tz|does not meet dateTime regex",
        "year-only|vs-1"
      })
  void theValidatorRejects(String name, String because) {
    List<String> errors = UsCoreValidator.errors(withoutPhd("negative-" + name), BLOOD_PRESSURE);

    assertThat(errors).anySatisfy(error -> assertThat(error).contains(because));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no-gateway-ext|Observation.extension",
        "phd-no-device|Observation.device: minimum required = 1",
        "interp-HH-only|MsmtStatusInterpretation"
      })
  void theValidatorRejectsByPhd(String name, String because) {
    List<String> errors =
        UsCoreValidator.errors(UsCoreValidator.resource("examples/negative-" + name + ".json"));

    assertThat(errors).isNotEmpty();
    assertThat(String.join(" ", errors)).contains(because);
  }

  /** The examples claim HL7's device profiles too; here US Core alone judges. */
  private static String withoutPhd(String name) {
    String json =
        UsCoreValidator.resource("examples/" + name + ".json")
            .replaceAll(
                ",\\s*\"http://hl7.org/fhir/uv/phd[^\"]*PhdCompoundNumericObservation\"", "");
    assertThat(json).doesNotContain("PhdCompoundNumericObservation");
    return json;
  }
}
