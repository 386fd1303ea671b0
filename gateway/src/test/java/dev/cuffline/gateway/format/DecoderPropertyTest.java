package dev.cuffline.gateway.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.gateway.format.described.ShippedFormats;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes give at least one item with no exception (D1). */
class DecoderPropertyTest {
  private static final long SEED = 2_035L;
  private static final int LONGEST = 512;
  private static final List<String> SAMPLES =
      List.of(
          """
          {"isTest":false,"data":{"data_type":"bpm_gen2_measure","imei":"990000000000017","user":1,
          "sys":126,"dia":81,"pul":69,"ihb":false,"hand":true,"bat":85,"sig":22,"ts":1717243200}}\
          """,
          """
          {"id":"r-1","device":"imei:1","measuredAt":"2026-01-05T08:00:00-05:00","systolic":126.0,
          "diastolic":81,"unit":"kPa","pulse":"69","flags":["averaged"],"entry":"manual"}\
          """,
          """
          {"readings":[{"pulse":70},{"measuredAt":"2026-01-05T08:00:00","zone":"Europe/Berlin"}]}\
          """,
          """
          [{"metric":"blood_pressure","hwi_device_id":"a","value_1":"128.00","value_2":"82.00",
          "timestamp":"2024-05-01T14:05:10Z","timezone_offset":-4,"filter_params":{"measurement_index":1}},
          {"metric":"pulse","hwi_device_id":"a","value_1":"71.00","timestamp":"2024-05-01T14:05:10Z"}]\
          """,
          """
          {"data":{"arrhythmia":0,"diastolic":98,"pulse":62,"systolic":122},"deviceId":"864593054464085",
          "readingType":"BloodPressure","time":"1721382524000","mem":"0","tzOffsetMinutes":"-240",
          "genVer":"2","devdata":{"r":"1","batt":"9","cycles":"0"}}\
          """,
          """
          {"imei":"1304800000017","ts":1704067800000,"batteryVoltage":5612,"rssi":63,
          "values":{"systolic":17065,"diastolic":10932,"pulse":72,"unit":1,"irregular":0}}\
          """,
          """
          {"v":1,"msg_id":"m","hub_time":"2025-01-08T12:21:30Z","cuff":{"address":"B0:49:5F:00:10:71"},
          "cuff_time_now":"E9070108071428030000","feature":"1F00","battery":64,
          "records":[{"char":"2A35","value":"1E7F004F005F00E90701080714004700010400"}]}\
          """);

  static Stream<PayloadFormat> formats() {
    Formats formats = ShippedFormats.all();
    return Stream.concat(
        formats.names().stream().map(formats::named),
        Stream.of(formats.anyJson(), formats.named("no-such-format")));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void bytesOfEveryLengthGiveItems(PayloadFormat format) {
    Random random = new Random(SEED);

    for (int length = 0; length <= LONGEST; length++) {
      for (int round = 0; round < 40; round++) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);

        assertItems(format, bytes);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void damagedSamplesGiveItems(PayloadFormat format) {
    Random random = new Random(SEED);

    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = SAMPLES.get(random.nextInt(SAMPLES.size())).getBytes(StandardCharsets.UTF_8);
      for (int change = random.nextInt(4); change >= 0; change--) {
        bytes[random.nextInt(bytes.length)] =
            random.nextBoolean()
                ? (byte) random.nextInt(256)
                : (byte) "{}[]\",:0189eE-+.tn\\".charAt(random.nextInt(19));
      }

      assertItems(format, bytes);
    }
  }

  private static void assertItems(PayloadFormat format, byte[] bytes) {
    byte[] before = bytes.clone();
    Quirks quirks = bytes.length % 2 == 0 ? Quirks.NONE : new Quirks(Set.of("beurer-be"));

    List<DecodedItem> items = format.decode(bytes, quirks);

    assertThat(items).isNotEmpty();
    assertThat(bytes).isEqualTo(before);
    assertThat(format.decode(bytes, quirks)).isEqualTo(items);
  }
}
