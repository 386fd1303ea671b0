package dev.cuffline.gateway.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cuffline.gateway.format.DecodedItem;
import dev.cuffline.gateway.format.DecodedItem.Measurement;
import dev.cuffline.gateway.format.Formats;
import dev.cuffline.gateway.format.Quirks;
import dev.cuffline.gateway.format.WireTime;
import dev.cuffline.gateway.format.described.ShippedFormats;
import dev.cuffline.gateway.simulate.Measured.Mark;
import dev.cuffline.rules.reading.BloodPressure;
import dev.cuffline.rules.reading.ReadingFlag;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a simulated cuff writes, our own decoders read. */
class EncodersTest {
  private static final ZoneId ZONE = ZoneId.of("America/Chicago");
  private static final CuffIdentity CUFF = CuffIdentity.of("sim-cuff-17", 17, ZONE);
  private static final Instant AT = Instant.parse("2026-03-02T13:30:15Z");
  private static final Instant SENT = AT.plusSeconds(20);
  private static final Formats FORMATS = ShippedFormats.all();
  private static final Set<String> SAY_NOTHING_OF_THE_PULSE =
      Set.of(
          "withings-getmeas",
          "smartmeter-pull",
          "aggregator-json",
          "ava4-mqtt",
          "cm4-mqtt",
          "omh-blood-pressure-4.0");

  static Stream<PayloadEncoder> known() {
    return Encoders.names().stream().map(Encoders::require);
  }

  /** All but Tenovi's, which sends pulse and irregular heartbeat as records of their own. */
  static Stream<PayloadEncoder> whole() {
    return known().filter(encoder -> !encoder.format().equals("tenovi-webhook"));
  }

  /** Those of vendors whose payload has a word for it. */
  static Stream<PayloadEncoder> irregular() {
    return whole().filter(encoder -> !SAY_NOTHING_OF_THE_PULSE.contains(encoder.format()));
  }

  private static List<Measurement> decoded(PayloadEncoder encoder, List<Measured> readings) {
    return items(encoder, readings).stream().map(Measurement.class::cast).toList();
  }

  private static List<DecodedItem> items(PayloadEncoder encoder, List<Measured> readings) {
    return encoder.encode(CUFF, readings, SENT).stream()
        .flatMap(payload -> FORMATS.named(encoder.format()).decode(payload, Quirks.NONE).stream())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("whole")
  void valuesTimeAndCuffComeBack(PayloadEncoder encoder) {
    List<Measured> readings =
        List.of(new Measured(AT, 151, 93, 77), new Measured(AT.plusSeconds(70), 147, 90, 75));

    List<Measurement> items = decoded(encoder, readings);

    assertThat(items).hasSize(2);
    assertThat(items.getFirst().bloodPressure().map(BloodPressure::systolic))
        .hasValueSatisfying(near(151));
    assertThat(items.getFirst().bloodPressure().map(BloodPressure::diastolic))
        .hasValueSatisfying(near(93));
    if (!encoder.format().equals("omh-blood-pressure-4.0")) {
      assertThat(items.getFirst().pulse()).map(BigDecimal::intValue).hasValue(77);
    }
    assertThat(items)
        .extracting(item -> instant(item.time()))
        .containsExactly(AT, AT.plusSeconds(70));
  }

  /** Pascals are whole, so that mmHg come back to two decimals. */
  private static Consumer<BigDecimal> near(int mmHg) {
    return value ->
        assertThat(value).isCloseTo(BigDecimal.valueOf(mmHg), within(new BigDecimal("0.01")));
  }

  private static Instant instant(WireTime time) {
    if (time instanceof WireTime.At at) {
      return at.instant();
    }
    return time instanceof WireTime.Local local
        ? local.dateTime().atZone(ZONE).toInstant()
        : Instant.MIN;
  }

  @ParameterizedTest
  @MethodSource("irregular")
  void irregularPulseComesBack(PayloadEncoder encoder) {
    Measured odd = new Measured(AT, 151, 93, 77, Set.of(Mark.IRREGULAR_PULSE));

    assertThat(decoded(encoder, List.of(odd)).getFirst().flags())
        .containsExactly(ReadingFlag.IRREGULAR_PULSE);
  }

  @Test
  void tenoviSendsARecordForEachMetric() {
    Measured odd = new Measured(AT, 151, 93, 77, Set.of(Mark.IRREGULAR_PULSE));

    List<Measurement> items = decoded(Encoders.require("tenovi-webhook"), List.of(odd));

    assertThat(items.getFirst().bloodPressure().map(BloodPressure::systolic))
        .hasValueSatisfying(near(151));
    assertThat(items.getFirst().pulse()).isEmpty();
    assertThat(items.get(1).pulse()).map(BigDecimal::intValue).hasValue(77);
    assertThat(items.get(1).bloodPressure()).isEmpty();
    assertThat(items.getLast().flags()).containsExactly(ReadingFlag.IRREGULAR_PULSE);
    assertThat(items).extracting(item -> instant(item.time())).containsOnly(AT);
  }

  @ParameterizedTest
  @MethodSource("known")
  void aRetryIsTheSameReading(PayloadEncoder encoder) {
    List<Measured> reading = List.of(new Measured(AT, 151, 93, 77));
    byte[] again = encoder.encode(CUFF, reading, SENT.plusSeconds(600)).getFirst();

    Measurement first = decoded(encoder, reading).getFirst();
    Measurement second =
        (Measurement) FORMATS.named(encoder.format()).decode(again, Quirks.NONE).getFirst();

    assertThat(second.rawValues()).isEqualTo(first.rawValues());
    assertThat(second.time().raw()).isEqualTo(first.time().raw());
  }

  @ParameterizedTest
  @MethodSource("known")
  void aCuffThatGaveUpGivesNoPlausibleMeasurement(PayloadEncoder encoder) {
    Measured failed = new Measured(AT, 151, 93, 0, Set.of(Mark.NO_VALUE));

    assertThat(items(encoder, List.of(failed)))
        .noneMatch(item -> item instanceof Measurement measurement && measurement.plausible());
  }

  @Test
  void kilopascalIsConvertedBack() {
    Measured kpa = new Measured(AT, 128, 84, 70, Set.of(Mark.KILOPASCAL));

    Measurement ble = decoded(Encoders.require("ble-2a35"), List.of(kpa)).getFirst();
    Measurement json = decoded(Encoders.require("cuffline.v1"), List.of(kpa)).getFirst();

    assertThat(ble.bloodPressure().map(BloodPressure::systolic))
        .isEqualTo(json.bloodPressure().map(BloodPressure::systolic))
        .hasValue(new BigDecimal("128.26"));
  }

  @Test
  void aCuffWithoutADateSaysSo() {
    Measured undated = new Measured(AT, 128, 84, 70, Set.of(Mark.NO_TIME));

    assertThat(decoded(Encoders.require("ble-2a35"), List.of(undated)).getFirst().time())
        .isInstanceOf(WireTime.Missing.class);
    assertThat(decoded(Encoders.require("cuffline.v1"), List.of(undated)).getFirst().time())
        .isInstanceOf(WireTime.Missing.class);
  }

  @ParameterizedTest
  @MethodSource("known")
  void theKeyThatAnEnrolmentGivesIsTheOneInThePayload(PayloadEncoder encoder) {
    String devices =
        EnrolmentFiles.devices(List.of(new EnrolmentFiles.Row("p-1", CUFF)), encoder, false);

    decoded(encoder, List.of(new Measured(AT, 128, 84, 70)))
        .getFirst()
        .device()
        .ifPresent(key -> assertThat(devices).contains(key.value()));
  }

  @Test
  void bodyTraceWritesPascals() throws Exception {
    JsonNode json = json("bodytrace-push", new Measured(AT, 128, 84, 70));

    assertThat(json.at("/values/systolic").asInt()).isEqualTo(17_065);
    assertThat(json.at("/ts").asLong()).isEqualTo(AT.toEpochMilli());
    assertThat(json.at("/imei").asText()).isEqualTo("990000000000017");
  }

  @Test
  void telliWritesMillisecondsAndOffsetsAsText() throws Exception {
    JsonNode json = json("telli-v2", new Measured(AT, 128, 84, 70));

    assertThat(json.at("/time").asText()).isEqualTo(String.valueOf(AT.toEpochMilli()));
    assertThat(json.at("/time").isTextual()).isTrue();
    assertThat(json.at("/tzOffsetMinutes").asText()).isEqualTo("-360");
  }

  @Test
  void tenoviPutsPressureAndPulseOfOneMomentIntoOneArray() throws Exception {
    JsonNode json = json("tenovi-webhook", new Measured(AT, 128, 84, 70));

    assertThat(json).hasSize(2);
    assertThat(json.at("/0/metric").asText()).isEqualTo("blood_pressure");
    assertThat(json.at("/0/value_1").asText()).isEqualTo("128.00");
    assertThat(json.at("/1/metric").asText()).isEqualTo("pulse");
    assertThat(json.at("/1/timestamp")).isEqualTo(json.at("/0/timestamp"));
  }

  @Test
  void theBridgeCarriesASessionInOneEnvelope() throws Exception {
    byte[] envelope =
        Encoders.require("bridge.v1")
            .encode(
                CUFF, List.of(new Measured(AT, 128, 84, 70), new Measured(AT, 126, 82, 70)), SENT)
            .getFirst();

    JsonNode json = new ObjectMapper().readTree(envelope);

    assertThat(json.at("/v").asInt()).isEqualTo(1);
    assertThat(json.at("/cuff/address").asText()).isEqualTo("02:CF:00:00:00:11");
    assertThat(json.at("/records")).hasSize(2);
    assertThat(json.at("/records/0/value").asText()).startsWith("1680005400");
  }

  private static JsonNode json(String format, Measured measured) throws Exception {
    byte[] payload = Encoders.require(format).encode(CUFF, List.of(measured), SENT).getFirst();
    return new ObjectMapper().readTree(new String(payload, StandardCharsets.UTF_8));
  }
}
