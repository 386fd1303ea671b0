package dev.cuffline.gateway.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.gateway.format.DecodedItem.Irrelevant;
import dev.cuffline.gateway.format.DecodedItem.Malformed;
import dev.cuffline.gateway.format.DecodedItem.Measurement;
import dev.cuffline.gateway.format.DecodedItem.Parked;
import dev.cuffline.gateway.format.DecodedItem.Telemetry;
import dev.cuffline.gateway.registry.DeviceKey;
import dev.cuffline.rules.reading.ReadingFlag;
import dev.cuffline.rules.reading.TimeQuality;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MioFormatTest {
  private static final String DATA =
      """
      {"deviceId":"TT-1","createdAt":1717243206,"isTest":false,"data":{"data_type":"bpm_gen2_measure",
       "imei":"990000000000017","user":1,"sys":126,"dia":81,"pul":69,"ihb":false,"hand":false,
       "tri":false,"bat":85,"sig":22,"ts":1717243200,"upload_time":1717243205}}
      """;

  private static DecodedItem with(String field, String value) {
    return Payloads.one(
        "mio-telemetry",
        DATA.replaceFirst("\"" + field + "\":[^,}]*", "\"" + field + "\":" + value));
  }

  private static DecodedItem without(String field) {
    return Payloads.one("mio-telemetry", DATA.replaceFirst("\"" + field + "\":[^,}]*,", ""));
  }

  @Test
  void aMeasurementIsRead() {
    Measurement measurement = (Measurement) Payloads.one("mio-telemetry", DATA);

    assertThat(measurement.device()).hasValue(DeviceKey.imei("990000000000017"));
    assertThat(measurement.bloodPressure().orElseThrow().systolic()).isEqualTo("126");
    assertThat(measurement.pulse()).hasValue(new BigDecimal(69));
    assertThat(measurement.slot()).hasValue("1");
    assertThat(measurement.time())
        .isEqualTo(
            new WireTime.At(
                Instant.parse("2024-06-01T12:00:00Z"),
                Optional.empty(),
                TimeQuality.DEVICE,
                "1717243200"));
    assertThat(measurement.flags()).isEmpty();
    assertThat(measurement.stated())
        .containsExactlyInAnyOrder(
            ReadingFlag.IRREGULAR_PULSE, ReadingFlag.BODY_MOVEMENT, ReadingFlag.AVERAGED);
    assertThat(measurement.state())
        .isEqualTo(new DeviceState(Map.of(Gauge.BATTERY_PERCENT, 85, Gauge.SIGNAL_RAW, 22)));
  }

  @ParameterizedTest
  @CsvSource({"sys,'\"126\"'", "ts,'\"1717243200\"'", "user,'\"1\"'", "pul,'\" 69 \"'"})
  void numbersInStringsAreTheSameReading(String field, String value) {
    Measurement plain = (Measurement) Payloads.one("mio-telemetry", DATA);
    Measurement quoted = (Measurement) with(field, value);

    assertThat(quoted).isEqualTo(plain);
  }

  @ParameterizedTest
  @ValueSource(strings = {"imei", "sys", "dia", "ts", "data_type"})
  void aRequiredFieldThatIsMissingIsNamed(String field) {
    DecodedItem item = without(field);

    assertThat(item).isInstanceOf(Malformed.class);
    assertThat(Payloads.codes(item)).containsExactly("schema-violation:" + field);
  }

  @ParameterizedTest
  @CsvSource({
    "sys, null",
    "sys, '\"high\"'",
    "sys, true",
    "sys, 1e309",
    "dia, '\"\"'",
    "dia, '[80]'",
    "ts, 99999999999999999999",
    "ts, -9223372036854775808",
    "ts, '\"yesterday\"'",
    "imei, '\" \"'",
    "user, '{}'"
  })
  void aRequiredFieldThatCannotBeReadIsNamed(String field, String value) {
    assertThat(Payloads.codes(with(field, value))).containsExactly("schema-violation:" + field);
  }

  @ParameterizedTest
  @CsvSource({
    "0, pulse-sentinel",
    "255, pulse-sentinel",
    "19, pulse-implausible",
    "301, pulse-implausible",
    "'\"--\"', pulse-implausible"
  })
  void aPulseThatIsNoneIsLeftOutWithAWord(String value, String code) {
    Measurement measurement = (Measurement) with("pul", value);

    assertThat(measurement.pulse()).isEmpty();
    assertThat(measurement.plausible()).isTrue();
    assertThat(Payloads.codes(measurement)).containsExactly(code);
  }

  @Test
  void aPulseThatWasNotSentIsAbsentWithoutAWord() {
    Measurement measurement = (Measurement) without("pul");

    assertThat(measurement.pulse()).isEmpty();
    assertThat(measurement.reasons()).isEmpty();
  }

  @Test
  void whatTheDeviceDidNotSayIsNotANo() {
    assertThat(((Measurement) without("ihb")).stated())
        .isEqualTo(Set.of(ReadingFlag.BODY_MOVEMENT, ReadingFlag.AVERAGED));
  }

  @ParameterizedTest
  @CsvSource({"hand, movement, BODY_MOVEMENT", "tri, averaged, AVERAGED"})
  void aFlagIsKeptWithAWord(String field, String code, ReadingFlag flag) {
    Measurement measurement = (Measurement) with(field, "1");

    assertThat(measurement.flags()).isEqualTo(Set.of(flag));
    assertThat(Payloads.codes(measurement)).containsExactly(code);
  }

  @ParameterizedTest
  @CsvSource({"10, true", "11, false", "0, true"})
  void anEmptyBatteryIsSaidBesideTheValues(String percent, boolean low) {
    assertThat(Payloads.codes(with("bat", percent)).contains("battery-low")).isEqualTo(low);
  }

  @Test
  void aTestMessageIsNoReadingWhateverIsInIt() {
    DecodedItem item = with("isTest", "\"true\"");

    assertThat(item).isInstanceOf(Irrelevant.class);
    assertThat(Payloads.codes(item)).containsExactly("test-message");
  }

  @ParameterizedTest
  @ValueSource(strings = {"scale_gen2_measure", "bgm_gen1_measure", "bgm_gen1_heartbeat"})
  void otherKindsOfDevicesAreKnownAndIgnored(String type) {
    DecodedItem item = with("data_type", "\"" + type + "\"");

    assertThat(item).isInstanceOf(Irrelevant.class);
    assertThat(Payloads.codes(item)).containsExactly("not-blood-pressure");
  }

  @Test
  void anUnknownTypeIsParked() {
    DecodedItem item = with("data_type", "\"bpm_gen9_measure\"");

    assertThat(item).isInstanceOf(Parked.class);
    assertThat(Payloads.codes(item)).containsExactly("unknown-message-type");
  }

  @Test
  void aStatusIsNewsOfTheDeviceOnEitherPath() {
    String status =
        """
        {"isTest":false,"status":{"data_type":"bpm_gen2_status","imei":"990000000000017","bat":"84"}}
        """;

    assertThat(Payloads.one("mio-status", status))
        .isEqualTo(Payloads.one("mio-telemetry", status))
        .isInstanceOfSatisfying(
            Telemetry.class,
            telemetry -> assertThat(telemetry.state().gauge(Gauge.BATTERY_PERCENT)).hasValue(84));
  }

  @ParameterizedTest
  @CsvSource({"mio-telemetry, data", "mio-status, status"})
  void anEnvelopeWithoutContentNamesWhatIsMissing(String format, String field) {
    assertThat(Payloads.codes(Payloads.one(format, "{\"deviceId\":\"TT-1\"}")))
        .containsExactly("schema-violation:" + field);
    assertThat(Payloads.codes(Payloads.one(format, "{\"" + field + "\":7}")))
        .containsExactly("schema-violation:" + field);
  }
}
