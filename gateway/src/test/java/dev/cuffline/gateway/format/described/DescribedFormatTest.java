package dev.cuffline.gateway.format.described;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.gateway.format.DecodedItem;
import dev.cuffline.gateway.format.DecodedItem.Irrelevant;
import dev.cuffline.gateway.format.DecodedItem.Malformed;
import dev.cuffline.gateway.format.DecodedItem.Measurement;
import dev.cuffline.gateway.format.DecodedItem.Parked;
import dev.cuffline.gateway.format.DecodedItem.Telemetry;
import dev.cuffline.gateway.format.PlausibilityLimits;
import dev.cuffline.gateway.format.Quirks;
import dev.cuffline.gateway.format.WireTime;
import dev.cuffline.gateway.registry.DeviceKey;
import dev.cuffline.rules.reading.EntryMethod;
import dev.cuffline.rules.reading.ReadingFlag;
import dev.cuffline.rules.reading.TimeQuality;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DescribedFormatTest {
  private static final String HEAD = "name: f\nversion: 1\nsource: a test\n";
  private static final String DEVICE = "device: {kind: serial, path: dev}\n";
  private static final String TIME = "time: {path: ts, form: epoch-seconds}\n";
  private static final String VALUES = "values: {systolic: sys, diastolic: dia, pulse: pul}\n";
  private static final String PLAIN = HEAD + DEVICE + TIME + VALUES;
  private static final String BODY =
      "{\"dev\":\"C1\",\"ts\":1769000400,\"sys\":128,\"dia\":82,\"pul\":71}";

  private static List<DecodedItem> items(String yaml, String json) {
    return FormatFile.parse(yaml, "f.yaml", "f", PlausibilityLimits.DEFAULT)
        .decode(json.getBytes(StandardCharsets.UTF_8), Quirks.NONE);
  }

  private static DecodedItem one(String yaml, String json) {
    List<DecodedItem> items = items(yaml, json);
    assertThat(items).hasSize(1);
    return items.getFirst();
  }

  private static Measurement measurement(String yaml, String json) {
    return (Measurement) one(yaml, json);
  }

  private static List<String> codes(DecodedItem item) {
    return item.reasons().stream().map(Object::toString).sorted().toList();
  }

  private static String pressure(Measurement measurement) {
    return measurement
        .bloodPressure()
        .map(p -> p.systolic().toPlainString() + "/" + p.diastolic().toPlainString())
        .orElse("none");
  }

  @Test
  void recordsWithinRecordsKnowWhatHoldsThem() {
    String yaml =
        HEAD
            + "records: devices[].readings\ndevice: {kind: serial, path: ../serial}\n"
            + "time: {path: ts, form: epoch-seconds, zone: /zone}\n"
            + VALUES
            + "readingId: id\n";
    String json =
        """
        {"zone":"UTC","devices":[
          {"serial":"A","readings":[{"id":1,"ts":1769000400,"sys":128,"dia":82},{"id":2,"ts":1769000460,"sys":129,"dia":83}]},
          {"serial":"B","readings":[{"id":3,"ts":1769000400,"sys":130,"dia":84}]}]}
        """;

    assertThat(items(yaml, json))
        .extracting(item -> item.device().orElseThrow().text())
        .containsExactly("serial:A", "serial:A", "serial:B");
    assertThat(items(yaml, json))
        .extracting(item -> ((Measurement) item).vendorReadingId().orElseThrow())
        .containsExactly("1", "2", "3");
  }

  @Test
  void aBadRecordDoesNotSinkItsNeighbours() {
    List<DecodedItem> items = items(PLAIN, "[" + BODY + ",7,{\"dev\":\"C1\"}," + BODY + "]");

    assertThat(items).hasSize(4);
    assertThat(items.get(0)).isInstanceOf(Measurement.class).isEqualTo(items.get(3));
    assertThat(codes(items.get(1))).containsExactly("unknown-format");
    assertThat(codes(items.get(2))).containsExactly("schema-violation:sys");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "{}"})
  void moreRecordsThanAnySenderMeansAreOneParkedItem(String record) {
    String many = "[" + (record + ",").repeat(100_000) + record + "]";

    assertThat(one(PLAIN, many)).isInstanceOf(Parked.class);
    assertThat(codes(one(PLAIN, many))).containsExactly("too-many-records");
    assertThat(
            codes(
                one(
                    PLAIN.replace("device:", "records: a[].b\ndevice:"),
                    "{\"a\":[{\"b\":" + many + "}]}")))
        .containsExactly("too-many-records");
  }

  @Test
  void anEmptyListHoldsNoReading() {
    assertThat(one(PLAIN, "[]")).isInstanceOf(Irrelevant.class);
    assertThat(codes(one(PLAIN, "[]"))).containsExactly("no-reading");
  }

  @ParameterizedTest
  @CsvSource({
    "'unit: mmHg', 128.0, 82, 128.0/82, ''",
    "'unit: kPa', 17.1, 10.9, 128.26/81.76, unit-kilopascal",
    "'unit: {is: kPa, decimals: 0}', 17.1, 10.9, 128/82, unit-kilopascal",
    "'unit: Pa', 17065, 10932, 128/82, unit-pascal",
    "'unit: {path: u, words: {\"7\": Pa}}', 17065, 10932, 128/82, unit-pascal"
  })
  void pressuresAreConvertedOnce(
      String unit, String systolic, String diastolic, String expected, String code) {
    String json =
        BODY.replace("128", systolic)
            .replace("82", diastolic)
            .replace("{\"dev\"", "{\"u\":7,\"dev\"");

    Measurement read = measurement(PLAIN + unit + "\n", json);

    assertThat(pressure(read)).isEqualTo(expected);
    assertThat(String.join(",", codes(read))).isEqualTo(code);
  }

  @Test
  void aUnitIsNeverGuessed() {
    Measurement unknown =
        measurement(PLAIN + "unit: {path: u}\n", BODY.replace("{", "{\"u\":\"bar\","));
    Measurement unsaid = measurement(PLAIN + "unit: {path: u}\n", BODY);
    Measurement uncertain = measurement(PLAIN + "unit: {is: Pa, uncertainBelow: 400}\n", BODY);

    assertThat(codes(unknown)).containsExactly("unit-unknown");
    assertThat(codes(unsaid)).containsExactly("unit-unknown");
    assertThat(codes(uncertain)).containsExactly("unit-uncertain");
    assertThat(List.of(unknown, unsaid, uncertain))
        .allSatisfy(read -> {
          assertThat(read.bloodPressure()).isEmpty();
          assertThat(read.plausible()).isFalse();
          assertThat(read.pulse()).isPresent();
        });
  }

  @Test
  void numbersAreScaledByAFactorOrAPowerBesideThem() {
    String yaml =
        HEAD
            + TIME
            + "values: {systolic: {path: sys, tenTo: exp}, diastolic: {path: dia, factor: 0.1}}\n";

    assertThat(pressure(measurement(yaml, "{\"ts\":1,\"sys\":1205,\"exp\":-1,\"dia\":\"805\"}")))
        .isEqualTo("120.5/80.5");
    assertThat(pressure(measurement(yaml, "{\"ts\":1,\"sys\":12,\"exp\":1,\"dia\":800}")))
        .isEqualTo("120/80.0");
    assertThat(codes(one(yaml, "{\"ts\":1,\"sys\":12,\"exp\":\"x\",\"dia\":800}")))
        .containsExactly("schema-violation:sys");
  }

  @Test
  void theVendorsWordForNoneIsNoValue() {
    String yaml =
        HEAD + TIME + "values: {systolic: {path: sys, noValue: [0, -1]}, diastolic: dia}\n";
    Measurement read = measurement(yaml, "{\"ts\":1,\"sys\":0,\"dia\":130}");

    assertThat(read.lone().diastolic()).isPresent();
    assertThat(codes(read)).containsExactly("no-value");
  }

  @ParameterizedTest
  @CsvSource({
    "minutes, -240, -04:00, ''",
    "minutes, '\"330\"', +05:30, ''",
    "hours, -4, -04:00, ''",
    "hours, 5.75, +05:45, ''",
    "seconds, -18000, -05:00, ''",
    "minutes, '\"-05:00\"', -05:00, ''",
    "minutes, -200, '', tz-implausible",
    "minutes, 400, '', tz-implausible",
    "hours, 15, '', tz-implausible",
    "minutes, 900, '', tz-implausible",
    "minutes, '\"local\"', '', tz-implausible",
    "minutes, null, '', ''"
  })
  void anOffsetThatNoZoneHasIsDropped(String unit, String stated, String offset, String code) {
    String yaml =
        HEAD
            + "time: {path: ts, form: epoch-millis, offset: {path: tz, unit: "
            + unit
            + "}}\n"
            + VALUES;
    Measurement read =
        measurement(
            yaml, "{\"ts\":\"1769000400000\",\"sys\":128,\"dia\":82,\"tz\":" + stated + "}");

    assertThat(read.time())
        .isEqualTo(
            new WireTime.At(
                Instant.parse("2026-01-21T13:00:00Z"),
                offset.isEmpty() ? Optional.empty() : Optional.of(ZoneOffset.of(offset)),
                TimeQuality.DEVICE,
                "1769000400000"));
    assertThat(String.join(",", codes(read))).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          iso                                   | "2026-01-21T08:00:00-05:00" | 2026-01-21T13:00:00Z
          iso                                   | "2026-01-21T13:00:00.000Z"  | 2026-01-21T13:00:00Z
          iso, zone: zone                       | "2026-01-21T08:00:00"       | 2026-01-21T13:00:00Z
          epoch-seconds, local: true, zone: zone | 1768982400                 | 2026-01-21T13:00:00Z
          'pattern, pattern: "dd.MM.yyyy HH:mm", zone: zone' | "21.01.2026 08:00" | 2026-01-21T13:00:00Z
          """)
  void timesAreReadAsTheyAreWritten(String form, String ts, Instant expected) {
    String yaml = HEAD + "time: {path: ts, form: " + form + "}\n" + VALUES;

    Measurement read =
        measurement(
            yaml, "{\"ts\":" + ts + ",\"zone\":\"America/New_York\",\"sys\":128,\"dia\":82}");

    assertThat(read.time())
        .isInstanceOfSatisfying(
            WireTime.At.class, at -> assertThat(at.instant()).isEqualTo(expected));
  }

  @Test
  void wallTimeWithoutAZoneIsLeftToIntake() {
    String yaml = HEAD + "time: {path: ts, form: iso}\n" + VALUES;

    assertThat(measurement(yaml, "{\"ts\":\"2026-01-21T08:00:00\",\"sys\":128,\"dia\":82}").time())
        .isEqualTo(new WireTime.Local(LocalDateTime.of(2026, 1, 21, 8, 0), "2026-01-21T08:00:00"));
  }

  @Test
  void aTimeThatMayBeMissingIsMissing() {
    String yaml = HEAD + "time: {path: ts, form: iso, required: false}\n" + VALUES;

    assertThat(measurement(yaml, "{\"sys\":128,\"dia\":82}").time())
        .isEqualTo(new WireTime.Missing(""));
    assertThat(codes(one(yaml, "{\"ts\":\"soon\",\"sys\":128,\"dia\":82}")))
        .containsExactly("schema-violation:ts");
  }

  @Test
  void anEstimatedTimeSaysSo() {
    String yaml = HEAD + "time: {path: ts, form: epoch-seconds, estimated: guess}\n" + VALUES;
    Measurement read = measurement(yaml, BODY.replace("{", "{\"guess\":true,"));

    assertThat(((WireTime.At) read.time()).quality()).isEqualTo(TimeQuality.ESTIMATED);
    assertThat(codes(read)).containsExactly("timestamp-estimated");
  }

  @Test
  void flagsAreYesNoOrNotSaid() {
    String yaml =
        PLAIN
            + "flags:\n  irregular-pulse: ihb\n  cuff-too-loose: {path: fit, yes: 0, no: 1}\n"
            + "manual: {path: by, yes: Manual}\nmemory: mem\n";
    Measurement read =
        measurement(
            yaml, BODY.replace("{", "{\"fit\":0,\"ihb\":2,\"by\":\"manual\",\"mem\":\"1\","));

    assertThat(read.flags()).isEqualTo(Set.of(ReadingFlag.CUFF_TOO_LOOSE));
    assertThat(read.stated()).isEqualTo(Set.of(ReadingFlag.CUFF_TOO_LOOSE));
    assertThat(read.entry()).isEqualTo(EntryMethod.MANUAL);
    assertThat(read.capture().fromMemory()).hasValue(true);
  }

  @Test
  void whatIsThereDecidesTheKindOfMessage() {
    String yaml =
        HEAD
            + DEVICE
            + TIME
            + VALUES
            + "messages:\n  - {has: sys, is: reading}\n  - {hasNot: values, is: telemetry}\n";

    assertThat(one(yaml, BODY)).isInstanceOf(Measurement.class);
    assertThat(one(yaml, "{\"dev\":\"C1\",\"values\":{}}")).isInstanceOf(Telemetry.class);
    assertThat(one(yaml, "{\"dev\":\"C1\",\"values\":{\"x\":1}}")).isInstanceOf(Parked.class);
    assertThat(codes(one(yaml, "{\"values\":null}"))).containsExactly("schema-violation:dev");
  }

  @ParameterizedTest
  @CsvSource({
    "D616F9641622, ble:D6:16:F9:64:16:22",
    "d6:16:f9:64:16:22, ble:D6:16:F9:64:16:22",
    "d6-16-f9-64-16-22, ble:D6:16:F9:64:16:22"
  })
  void aBluetoothAddressIsOneInAnySpelling(String address, String key) {
    String yaml = PLAIN.replace("kind: serial", "kind: ble");

    assertThat(one(yaml, BODY.replace("C1", address)).device().map(DeviceKey::text)).hasValue(key);
    assertThat(codes(one(yaml, BODY))).containsExactly("schema-violation:dev");
  }

  @Test
  void withoutADeviceTheLoginSaysWhoItIs() {
    assertThat(one(HEAD + TIME + VALUES, BODY).device()).isEmpty();
    assertThat(one(PLAIN, BODY.replace("\"C1\"", "null"))).isInstanceOf(Malformed.class);
    assertThat(
            one(
                    PLAIN.replace("path: dev", "path: dev, required: false"),
                    BODY.replace("\"C1\"", "null"))
                .device())
        .isEmpty();
  }
}
