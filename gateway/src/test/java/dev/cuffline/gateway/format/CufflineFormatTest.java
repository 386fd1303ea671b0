package dev.cuffline.gateway.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.cuffline.gateway.format.DecodedItem.Malformed;
import dev.cuffline.gateway.format.DecodedItem.Measurement;
import dev.cuffline.gateway.format.DecodedItem.Parked;
import dev.cuffline.gateway.registry.DeviceKey;
import dev.cuffline.rules.reading.EntryMethod;
import dev.cuffline.rules.reading.ReadingFlag;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CufflineFormatTest {
  private static final String FULL =
      """
      {"id": "r-1", "device": "imei:990000000000017", "measuredAt": "2026-01-05T08:00:00-05:00",
       "systolic": 126, "diastolic": 81.0, "mean": 96, "unit": "mmHg", "pulse": 69,
       "userSlot": "1", "flags": ["body-movement"], "entry": "automatic", "battery": 85}
      """;

  private static Measurement measurement(String json) {
    return (Measurement) Payloads.one("cuffline.v1", json);
  }

  @Test
  void everyFieldIsRead() {
    Measurement measurement = measurement(FULL);

    assertThat(measurement.vendorReadingId()).hasValue("r-1");
    assertThat(measurement.device()).hasValue(DeviceKey.imei("990000000000017"));
    assertThat(((WireTime.At) measurement.time()).instant())
        .isEqualTo(Instant.parse("2026-01-05T13:00:00Z"));
    assertThat(measurement.bloodPressure().orElseThrow().diastolic()).isEqualTo("81.0");
    assertThat(measurement.bloodPressure().orElseThrow().mean()).hasValue(new BigDecimal(96));
    assertThat(measurement.pulse()).hasValue(new BigDecimal(69));
    assertThat(measurement.slot()).hasValue("1");
    assertThat(measurement.flags()).isEqualTo(Set.of(ReadingFlag.BODY_MOVEMENT));
    assertThat(measurement.entry()).isEqualTo(EntryMethod.AUTOMATIC);
    assertThat(measurement.state().gauge(Gauge.BATTERY_PERCENT)).hasValue(85);
    assertThat(Payloads.codes(measurement)).containsExactly("movement");
  }

  @Test
  void aBadRecordDoesNotSinkItsNeighbours() {
    List<DecodedItem> items =
        Payloads.decode(
            "cuffline.v1", "{\"readings\":[" + FULL + ",{\"pulse\":\"x\"}," + FULL + "]}");

    assertThat(items)
        .hasSize(3)
        .satisfiesExactly(
            first -> assertThat(first).isInstanceOf(Measurement.class),
            second ->
                assertThat(Payloads.codes(second)).containsExactly("schema-violation:systolic"),
            third -> assertThat(third).isInstanceOf(Measurement.class));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "{}", "7"})
  void readingsAreAnArrayOfAtLeastOne(String readings) {
    DecodedItem item = Payloads.one("cuffline.v1", "{\"readings\":" + readings + "}");

    assertThat(Payloads.codes(item)).containsExactly("schema-violation:readings");
  }

  @Test
  void moreReadingsThanTheLimitAreRefusedAsOneItem() {
    String many = "{\"readings\":[" + "1,".repeat(256) + "1]}";

    assertThat(Payloads.codes(Payloads.one("cuffline.v1", many)))
        .containsExactly("schema-violation:readings");
  }

  @Test
  void wallTimeWithAZoneIsAnInstant() {
    Measurement measurement =
        measurement(
            """
            {"measuredAt":"2024-03-10T02:30:00","zone":"America/New_York","systolic":126,"diastolic":81}
            """);

    assertThat(((WireTime.At) measurement.time()).instant())
        .isEqualTo(Instant.parse("2024-03-10T07:30:00Z"));
    assertThat(Payloads.codes(measurement)).containsExactly("local-time-in-dst-gap");
  }

  @Test
  void wallTimeWithoutAZoneStaysWallTime() {
    Measurement measurement =
        measurement("{\"measuredAt\":\"2024-03-10T08:30\",\"systolic\":126,\"diastolic\":81}");

    assertThat(measurement.time())
        .isEqualTo(new WireTime.Local(LocalDateTime.of(2024, 3, 10, 8, 30), "2024-03-10T08:30"));
  }

  @Test
  void aDeviceWithoutAClockSendsNoTime() {
    assertThat(measurement("{\"systolic\":126,\"diastolic\":81}").time())
        .isEqualTo(new WireTime.Missing(""));
  }

  @Test
  void kilopascalIsConverted() {
    Measurement measurement =
        measurement("{\"systolic\":16.0,\"diastolic\":\"10.5\",\"unit\":\"kPa\"}");

    assertThat(measurement.bloodPressure().orElseThrow().systolic()).isEqualTo("120.01");
    assertThat(Payloads.codes(measurement)).containsExactly("unit-kilopascal");
  }

  @Test
  void anUnknownUnitIsParkedAndNeverGuessed() {
    DecodedItem item =
        Payloads.one("cuffline.v1", "{\"systolic\":126,\"diastolic\":81,\"unit\":\"Pa\"}");

    assertThat(item).isInstanceOf(Parked.class);
    assertThat(Payloads.codes(item)).containsExactly("unit-unknown");
  }

  @Test
  void aPulseMayComeAlone() {
    Measurement measurement = measurement("{\"pulse\":44}");

    assertThat(measurement.bloodPressure()).isEmpty();
    assertThat(measurement.pulse()).hasValue(new BigDecimal(44));
    assertThat(measurement.plausible()).isTrue();
  }

  @Test
  void onePressureAloneIsKeptForAPerson() {
    Measurement measurement = measurement("{\"systolic\":214,\"diastolic\":null}");

    assertThat(measurement.lone().systolic()).hasValue(new BigDecimal(214));
    assertThat(Payloads.codes(measurement)).containsExactly("no-value");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"manual\"', MANUAL,",
    "'\"guessed\"', MANUAL, entry-unknown",
    "7, MANUAL, entry-unknown"
  })
  void whatIsNotAutomaticDoesNotCount(String entry, EntryMethod method, String code) {
    Measurement measurement =
        measurement("{\"systolic\":126,\"diastolic\":81,\"entry\":" + entry + "}");

    assertThat(measurement.entry()).isEqualTo(method);
    assertThat(Payloads.codes(measurement)).isEqualTo(code == null ? List.of() : List.of(code));
  }

  @ParameterizedTest
  @CsvSource({
    "systolic, '\"high\"'",
    "diastolic, true",
    "device, '\"990000000000017\"'",
    "device, '\"ble:??\"'",
    "measuredAt, '\"yesterday\"'",
    "measuredAt, '\"2026-02-30T08:00:00Z\"'",
    "measuredAt, '\"+12026-02-03T08:00:00Z\"'",
    "id, '[]'",
    "userSlot, '{}'"
  })
  void aFieldThatCannotBeReadIsNamed(String field, String value) {
    DecodedItem item =
        Payloads.one(
            "cuffline.v1",
            FULL.replaceFirst("\"" + field + "\": [^,}]*", "\"" + field + "\":" + value));

    assertThat(item).isInstanceOf(Malformed.class);
    assertThat(Payloads.codes(item)).containsExactly("schema-violation:" + field);
  }

  @Test
  void anUnknownZoneIsNamed() {
    DecodedItem item =
        Payloads.one(
            "cuffline.v1",
            "{\"measuredAt\":\"2026-01-05T08:00:00\",\"zone\":\"Mars/Olympus\",\"pulse\":70}");

    assertThat(Payloads.codes(item)).containsExactly("schema-violation:zone");
  }

  @Test
  void unknownFieldsAndFlagsAreReportedAndIgnored() {
    Measurement measurement =
        measurement("{\"pulse\":70,\"flags\":[\"averaged\",\"sleepy\"],\"colour\":\"blue\"}");

    assertThat(measurement.flags()).isEqualTo(Set.of(ReadingFlag.AVERAGED));
    assertThat(Payloads.codes(measurement))
        .containsExactly("averaged", "flag-unknown", "unknown-field");
  }

  @Test
  void aRetryWithNumbersInStringsHasTheSameValues() {
    assertThat(measurement("{\"systolic\":\"126.0\",\"diastolic\":81}").rawValues())
        .isEqualTo(measurement("{\"systolic\":126,\"diastolic\":\"81\"}").rawValues());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "true  | {\"systolic\":126,\"diastolic\":81}",
        "true  | {\"pulse\":70,\"measuredAt\":\"2026-01-05T08:00:00\",\"zone\":\"Europe/Berlin\"}",
        "true  | {\"systolic\":214,\"diastolic\":null}",
        "true  |"
            + " {\"readings\":[{\"pulse\":70},{\"systolic\":16.0,\"diastolic\":10.5,\"unit\":\"kPa\"}]}",
        "false | {\"systolic\":126}",
        "false | {\"readings\":[]}",
        "false | {\"systolic\":126,\"diastolic\":81,\"unit\":\"Pa\"}",
        "false | {\"systolic\":126,\"diastolic\":81,\"flags\":[\"sleepy\"]}",
        "false | {\"pulse\":70,\"measuredAt\":\"yesterday\"}",
        "false | {\"pulse\":70,\"colour\":\"blue\"}"
      })
  void theSchemaTakesWhatASenderShouldWrite(boolean valid, String json) throws IOException {
    assertThat(schema().validate(new ObjectMapper().readTree(json)).isEmpty()).isEqualTo(valid);
    assertThat(schema().validate(new ObjectMapper().readTree(FULL))).isEmpty();
  }

  @Test
  void whatTheSchemaTakesIsReadWithoutAComplaint() throws IOException {
    assertThat(schema().validate(new ObjectMapper().readTree(FULL))).isEmpty();
    assertThat(Payloads.codes(measurement(FULL))).containsExactly("movement");
  }

  @Test
  void theSchemaNamesEveryFlag() throws IOException {
    List<String> names =
        Arrays.stream(ReadingFlag.values())
            .map(flag -> flag.name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .toList();

    List<String> inSchema = new java.util.ArrayList<>();
    schemaFile()
        .at("/$defs/reading/properties/flags/items/enum")
        .forEach(name -> inSchema.add(name.asText()));

    assertThat(inSchema).containsExactlyInAnyOrderElementsOf(names);
  }

  private static JsonSchema schema() throws IOException {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schemaFile());
  }

  private static com.fasterxml.jackson.databind.JsonNode schemaFile() throws IOException {
    return new ObjectMapper()
        .readTree(
            Files.readAllBytes(Path.of("..", "config", "formats", "cuffline.v1.schema.json")));
  }
}
