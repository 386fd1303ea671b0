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
