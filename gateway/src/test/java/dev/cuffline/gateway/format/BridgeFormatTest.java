package dev.cuffline.gateway.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.cuffline.gateway.format.DecodedItem.Irrelevant;
import dev.cuffline.gateway.format.DecodedItem.Malformed;
import dev.cuffline.gateway.format.DecodedItem.Measurement;
import dev.cuffline.gateway.format.DecodedItem.Parked;
import dev.cuffline.gateway.format.DecodedItem.Telemetry;
import dev.cuffline.gateway.format.described.ShippedFormats;
import dev.cuffline.gateway.registry.DeviceKey;
import dev.cuffline.rules.reading.ReadingFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BridgeFormatTest {
  /** The envelope of devices.md 3.3. */
  private static final String ENVELOPE =
      """
      {"v":1,"msg_id":"m-1","hub":"hub-serial","hub_time":"2025-01-08T12:21:30.250Z","hub_time_sync":"ntp",
       "cuff":{"address":"B0:49:5F:00:10:71","address_type":"public","system_id":"711000FEFF5F49B0",
               "manufacturer":"OMRONHEALTHCARE","model":"HEM-9200T","serial":"S1","firmware":"1"},
       "cuff_time_now":"E9070108071428030000","feature":"1F00","battery":64,"rssi":-61,
       "records":[{"char":"2A35","value":"1E7F004F005F00E90701080714004700010400"}]}
      """;

  private static final String RECORDS =
      "[{\"char\":\"2A35\",\"value\":\"1E7F004F005F00E90701080714004700010400\"}]";

  private static List<DecodedItem> items(String json) {
    return Payloads.decode("bridge.v1", json);
  }

  private static DecodedItem with(String from, String to) {
    assertThat(ENVELOPE).contains(from);
    return Payloads.one("bridge.v1", ENVELOPE.replace(from, to));
  }

  private static List<DecodedItem> withRecords(String records) {
    return items(ENVELOPE.replace(RECORDS, records));
  }

  @Test
  void aFrameIsReadWithBothClocks() {
    Measurement measurement = (Measurement) Payloads.one("bridge.v1", ENVELOPE);

    assertThat(measurement.device()).hasValue(DeviceKey.bluetooth("B0495F001071"));
    assertThat(measurement.slot()).hasValue("1");
    assertThat(measurement.messageId()).hasValue("m-1#0");
    assertThat(measurement.time())
        .isEqualTo(
            new WireTime.Repairable(
                LocalDateTime.of(2025, 1, 8, 7, 20, 0),
                LocalDateTime.of(2025, 1, 8, 7, 20, 40),
                Instant.parse("2025-01-08T12:21:30.250Z"),
                true,
                "[2025, 1, 8, 7, 20, 0]"));
    assertThat(measurement.state().gauge(Gauge.BATTERY_PERCENT)).hasValue(64);
    assertThat(measurement.state().gauge(Gauge.RSSI_DBM)).hasValue(-61);
  }

  @Test
  void theFrameIsTheSameReadingAsTheFrameAlone() {
    Measurement hub = (Measurement) Payloads.one("bridge.v1", ENVELOPE);
    Measurement alone =
        (Measurement)
            Payloads.decode(
                    "ble-2a35",
                    java.util.HexFormat.of().parseHex("1E7F004F005F00E90701080714004700010400"))
                .getFirst();

    assertThat(hub.rawValues()).isEqualTo(alone.rawValues());
    assertThat(hub.time().raw()).isEqualTo(alone.time().raw());
    assertThat(hub.slot()).isEqualTo(alone.slot());
  }

  @Test
  void featureBitsSayWhatAMissingBitMeans() {
    Measurement all = (Measurement) Payloads.one("bridge.v1", ENVELOPE);
    Measurement some = (Measurement) with("\"feature\":\"1F00\"", "\"feature\":\"0500\"");
    Measurement unknown = (Measurement) with("\"feature\":\"1F00\",", "");

    assertThat(all.flags()).isEqualTo(Set.of(ReadingFlag.IRREGULAR_PULSE));
    assertThat(all.stated()).hasSize(6).doesNotContain(ReadingFlag.AVERAGED);
    assertThat(some.stated())
        .isEqualTo(Set.of(ReadingFlag.BODY_MOVEMENT, ReadingFlag.IRREGULAR_PULSE));
    assertThat(unknown.stated()).isEqualTo(Set.of(ReadingFlag.IRREGULAR_PULSE));
  }

  @Test
  void everyRecordIsItsOwnItemWithItsOwnReason() {
    List<DecodedItem> items =
        withRecords(
            """
            [{"char":"2A35","value":"1E7F004F005F00E90701080714004700010400"},
             {"char":"2A35","value":"1E7F"},
             {"char":"2A36","value":"00780000000000"},
             {"char":"2A49","value":"1F00"},
             {"char":"00002a19-0000-1000-8000-00805f9b34fb","value":"09"},
             {"char":"0x2A37","value":"00"},
             {"char":"2A35","value":"xyz"},
             {"value":"00"},
             17,
             {"char":"2A35","value":"1E7F004F005F00E90701080714004700010400"}]
            """);

    assertThat(items)
        .hasExactlyElementsOfTypes(
            Measurement.class,
            Malformed.class,
            Irrelevant.class,
            Telemetry.class,
            Telemetry.class,
            Parked.class,
            Malformed.class,
            Malformed.class,
            Malformed.class,
            Measurement.class);
    assertThat(items)
        .extracting(item -> String.join(",", Payloads.codes(item)))
        .containsExactly(
            "",
            "truncated",
            "display-only",
            "",
            "battery-low",
            "unknown-characteristic:2A37",
            "schema-violation:value",
            "schema-violation:char",
            "schema-violation:records",
            "");
    assertThat(items).allSatisfy(item -> assertThat(item.device()).isPresent());
  }

  @Test
  void moreThan256RecordsAreOneParkedItem() {
    String record = "{\"char\":\"2A19\",\"value\":\"40\"}";

    assertThat(withRecords("[" + String.join(",", Collections.nCopies(256, record)) + "]"))
        .hasSize(256);
    assertThat(withRecords("[" + String.join(",", Collections.nCopies(257, record)) + "]"))
        .singleElement()
        .isInstanceOfSatisfying(
            Parked.class,
            parked -> assertThat(Payloads.codes(parked)).containsExactly("too-many-records"));
  }

  @ParameterizedTest
  @CsvSource({
    "'\"address_type\":\"public\"', '\"address_type\":\"random\"', serial:S1",
    "'\"address\":\"B0:49:5F:00:10:71\",', '', serial:S1",
    "'B0:49:5F:00:10:71', 'b0-49-5f-00-10-71', ble:B0:49:5F:00:10:71"
  })
  void aCuffIsKnownByWhatStays(String from, String to, String key) {
    assertThat(with(from, to).device().orElseThrow().text()).isEqualTo(key);
  }

  @Test
  void manufacturerAndModelChooseTheQuirks() {
    String beurer =
        ENVELOPE
            .replace("OMRONHEALTHCARE", "Beurer GmbH")
            .replace("HEM-9200T", "BM59")
            .replace(
                "1E7F004F005F00E90701080714004700010400", "566A0047000000EA07080B121F00003F000000");

    assertThat(((Measurement) Payloads.one("bridge.v1", beurer)).pulse().orElseThrow())
        .isEqualTo("63");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"v\":1,', '', schema-violation:v",
    "'\"v\":1,', '\"v\":2,', unknown-message-type",
    "'\"cuff\":{', '\"x\":{', schema-violation:cuff",
    "'B0:49:5F:00:10:71', 'B0:49', schema-violation:address",
    "'\"records\":[', '\"recs\":[', schema-violation:records",
    "'E9070108071428030000', 'E907', cuff-clock-unreadable",
    "'2025-01-08T12:21:30.250Z', yesterday, hub-clock-unreadable"
  })
  void whatIsWrongWithAnEnvelopeIsNamed(String from, String to, String code) {
    assertThat(Payloads.codes(with(from, to))).containsExactly(code);
  }

  @Test
  void oneClockAloneRepairsNothing() {
    Measurement measurement = (Measurement) with("\"cuff_time_now\":\"E9070108071428030000\",", "");

    assertThat(measurement.time()).isInstanceOf(WireTime.Local.class);
  }

  @Test
  void theCuffsClockMayStandAmongTheRecords() {
    List<DecodedItem> items =
        items(
            ENVELOPE
                .replace("\"cuff_time_now\":\"E9070108071428030000\",", "")
                .replace("[{", "[{\"char\":\"2A2B\",\"value\":\"E9070108071428030000\"},{"));

    assertThat(((Measurement) items.getLast()).time()).isInstanceOf(WireTime.Repairable.class);
  }

  @Test
  void anEnvelopeWithoutRecordsIsNewsOfTheCuff() {
    assertThat(withRecords("[]")).singleElement().isInstanceOf(Telemetry.class);
  }

  @Test
  void theSchemaTakesTheEnvelope() throws IOException {
    assertThat(schema().validate(json(ENVELOPE))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"v\":1 -> \"v\":2",
        "\"msg_id\":\"m-1\" -> \"msg_id\":\"\"",
        "\"hub\" -> \"hubs\"",
        "12:21:30.250Z -> 12:21:30.250",
        "\"ntp\" -> \"gps\"",
        "B0:49:5F -> b0:49:5f",
        "\"E9070108071428030000\" -> \"E907\"",
        "\"1F00\" -> 31",
        "\"battery\":64 -> \"battery\":640",
        "2A35 -> 0x2A35",
        "\"value\":\"1E -> \"value\":\"1"
      })
  void theSchemaIsStrict(String change) throws IOException {
    String[] parts = change.split(" -> ", 2);

    assertThat(schema().validate(json(ENVELOPE.replace(parts[0], parts[1])))).isNotEmpty();
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }

  private static JsonSchema schema() throws IOException {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(json(Files.readString(ShippedFormats.FOLDER.resolve("bridge.v1.schema.json"))));
  }
}
