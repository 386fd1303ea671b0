package dev.cuffline.gateway.format.described;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.gateway.format.DecodedItem;
import dev.cuffline.gateway.format.DecodedItem.Irrelevant;
import dev.cuffline.gateway.format.DecodedItem.Measurement;
import dev.cuffline.gateway.format.DecodedItem.Telemetry;
import dev.cuffline.gateway.format.Formats;
import dev.cuffline.gateway.format.Gauge;
import dev.cuffline.gateway.format.PayloadFormat;
import dev.cuffline.gateway.format.Quirks;
import dev.cuffline.rules.reading.ReadingFlag;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the vendors' public samples do not show; the samples themselves are test vectors. */
class VendorFormatsTest {
  private static final Formats FORMATS = ShippedFormats.all();
  private static final String TENOVI =
      """
      {"metric":"METRIC","hwi_device_id":"a1","sensor_code":"10","value_1":"FIRST","value_2":null,
       "timestamp":"2024-05-01T14:05:10Z","timezone_offset":-4,"estimated_timestamp":false,
       "filter_params":{"measurement_index":1}}
      """;
  private static final String BODYTRACE =
      """
      {"imei":"1304800000017","ts":1704067800000,"batteryVoltage":5612,"values":VALUES}
      """;

  private static DecodedItem one(String format, String json) {
    List<DecodedItem> items =
        FORMATS.named(format).decode(json.getBytes(StandardCharsets.UTF_8), Quirks.NONE);
    assertThat(items).hasSize(1);
    return items.getFirst();
  }

  private static DecodedItem tenovi(String metric, String value) {
    return one("tenovi-webhook", TENOVI.replace("METRIC", metric).replace("FIRST", value));
  }

  private static List<String> codes(DecodedItem item) {
    return item.reasons().stream().map(Object::toString).sorted().toList();
  }

  @Test
  void thePulseOfTenoviIsNeverASystolicPressure() {
    Measurement pulse = (Measurement) tenovi("pulse", "71.00");

    assertThat(pulse.bloodPressure()).isEmpty();
    assertThat(pulse.pulse().orElseThrow()).isEqualByComparingTo("71");
    assertThat(pulse.capture().session().orElseThrow().text()).isEqualTo("2024-05-01T14:05:10Z|1");
  }

  @Test
  void anIrregularHeartbeatOfTenoviIsAFlagOfItsOwn() {
    Measurement flag = (Measurement) tenovi("irregular_heartbeat", "1.00");

    assertThat(flag.flags()).isEqualTo(Set.of(ReadingFlag.IRREGULAR_PULSE));
    assertThat(flag.bloodPressure()).isEmpty();
    assertThat(tenovi("irregular_heartbeat", "0")).isInstanceOf(Irrelevant.class);
  }

  @ParameterizedTest
  @CsvSource({
    "pulse, 0.00, pulse-sentinel",
    "pulse, high, schema-violation:value_1",
    "blood_pressure, 128, schema-violation:value_2",
    "weight, 80.1, not-blood-pressure",
    "blood_volume, 5, unknown-message-type"
  })
  void whatTenoviMaySendInsteadHasItsReason(String metric, String value, String code) {
    assertThat(codes(tenovi(metric, value))).containsExactly(code);
  }

  @Test
  void readingsOfTheSameTimeDifferByTheirIndex() {
    Measurement first = (Measurement) tenovi("pulse", "71");
    Measurement second =
        (Measurement)
            one(
                "tenovi-webhook",
                TENOVI
                    .replace("METRIC", "pulse")
                    .replace("FIRST", "71")
                    .replace("index\":1", "index\":2"));

    assertThat(first.rawValues()).isNotEqualTo(second.rawValues());
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"systolic\":128,\"diastolic\":82,\"pulse\":72}', unit-uncertain",
    "'{\"systolic\":17065,\"diastolic\":82}', unit-uncertain",
    "'{\"systolic\":17065}', schema-violation:diastolic",
    "'{\"systolic\":0,\"diastolic\":0}', 'unit-pascal,value-implausible'",
    "'{\"glucose\":5}', unknown-message-type"
  })
  void whatBodyTraceMaySendInsteadHasItsReason(String values, String code) {
    DecodedItem item = one("bodytrace-push", BODYTRACE.replace("VALUES", values));

    assertThat(String.join(",", codes(item))).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({"{}", "null"})
  void aCheckInOfBodyTraceIsNewsOfTheDevice(String values) {
    assertThat(one("bodytrace-push", BODYTRACE.replace("VALUES", values)))
        .isInstanceOfSatisfying(
            Telemetry.class,
            telemetry ->
                assertThat(telemetry.state().gauge(Gauge.BATTERY_MILLIVOLT)).hasValue(5_612));
  }

  @ParameterizedTest
  @CsvSource({
    "'\"86459305446408\"', schema-violation:deviceId",
    "864593054464085, ''",
    "null, schema-violation:deviceId"
  })
  void aTelliDeviceHasFifteenDigits(String id, String code) {
    String json =
        """
        {"deviceId":%s,"readingType":"BloodPressure","time":1721382524000,
         "data":{"systolic":"122","diastolic":98}}
        """
            .formatted(id);

    assertThat(String.join(",", codes(one("telli-v1", json)))).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"deviceId\":\"1\",\"readingType\":\"x\",\"data\":{}}', telli-v1",
    "'{\"deviceId\":\"1\",\"readingType\":\"x\",\"data\":{},\"genVer\":\"2\"}', telli-v2",
    "'[{\"metric\":\"pulse\",\"hwi_device_id\":\"a\"}]', tenovi-webhook",
    "'{\"imei\":\"1\",\"ts\":1,\"values\":{}}', bodytrace-push",
    "'{\"data\":{\"data_type\":\"x\"}}', mio-telemetry",
    "'{\"cuff\":{},\"records\":[]}', bridge.v1"
  })
  void aPayloadIsToldByItsShape(String json, String format) {
    assertThat(FORMATS.recognised(json.getBytes(StandardCharsets.UTF_8)).map(PayloadFormat::name))
        .hasValue(format);
  }

  @Test
  void aFormatGoesByItsOtherName() {
    assertThat(FORMATS.named("telli-v2-event").name()).isEqualTo("telli-v2");
    assertThat(FORMATS.names()).contains("telli-v2-event", "bridge.v1", "mio-status");
  }
}
