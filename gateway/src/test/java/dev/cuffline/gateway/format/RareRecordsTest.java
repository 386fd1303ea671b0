package dev.cuffline.gateway.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.gateway.format.DecodedItem.Measurement;
import dev.cuffline.rules.reading.BloodPressure;
import dev.cuffline.rules.reading.TimeQuality;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Forms of a measurement that no cuff was met with in the field (devices.md 1.6, 1.9). */
class RareRecordsTest {
  /** 131/82 (98) of 2025-03-08 07:20:05 UTC. */
  private static final String ENHANCED = "02830052006200256E76EB";

  private static final String MEASUREMENT = "1E7F004F005F00E90701080714004700010400";
  private static final String REPORT =
      "E7000052005000010101004A0000FFFFFFFF0D1F0040F0000001000100380042000300320001001200030006"
          + "00710047005520100721153553000002000A004720100721153553000003000A000020100721153553"
          + "00";

  private final Formats formats = new Formats(PlausibilityLimits.DEFAULT);

  private DecodedItem item(String format, String hex) {
    return formats.named(format).decode(HexFormat.of().parseHex(hex), Quirks.NONE).getFirst();
  }

  private static List<String> codes(DecodedItem item) {
    return item.reasons().stream().map(Reason::toString).toList();
  }

  private static BloodPressure pressure(int systolic, int diastolic, int mean) {
    return new BloodPressure(
        new BigDecimal(systolic), new BigDecimal(diastolic), Optional.of(new BigDecimal(mean)));
  }

  @Test
  void anEnhancedMeasurementHasItsTimeInUtc() {
    assertThat(item("ble-2b34", ENHANCED))
        .isInstanceOfSatisfying(
            Measurement.class,
            measurement -> {
              assertThat(measurement.bloodPressure()).hasValue(pressure(131, 82, 98));
              assertThat(measurement.time())
                  .isEqualTo(
                      new WireTime.At(
                          Instant.parse("2025-03-08T07:20:05Z"),
                          Optional.empty(),
                          TimeQuality.DEVICE,
                          "1900+3950407205"));
            });
    assertThat(codes(item("ble-2b34", "0283"))).containsExactly("truncated");
    assertThat(item("ble-2b35", "0083")).isInstanceOf(DecodedItem.Irrelevant.class);
  }

  @Test
  void aRecordInOneSegmentIsTheMeasurementInIt() {
    assertThat(item("ble-2b36", "030700352A" + MEASUREMENT))
        .isInstanceOfSatisfying(
            Measurement.class,
            measurement -> assertThat(measurement.bloodPressure()).hasValue(pressure(127, 79, 95)));
    assertThat(item("ble-2b36", "030700342B" + ENHANCED)).isInstanceOf(Measurement.class);
    assertThat(codes(item("ble-2b36", "010700352A" + MEASUREMENT)))
        .containsExactly("record-in-segments");
    assertThat(codes(item("ble-2b36", "030700372A00")))
        .containsExactly("unknown-characteristic:2A37");
  }

  @Test
  void aScanReportIsOneMeasurementWithThePulseOfTheSameTime() {
    assertThat(item("ieee11073-20601-apdu", REPORT))
        .isInstanceOfSatisfying(
            Measurement.class,
            measurement -> {
              assertThat(measurement.bloodPressure()).hasValue(pressure(113, 71, 85));
              assertThat(measurement.pulse()).hasValue(new BigDecimal(71));
              assertThat(measurement.slot()).hasValue("66");
              assertThat(measurement.time())
                  .isEqualTo(
                      new WireTime.Local(
                          LocalDateTime.of(2010, 7, 21, 15, 35, 53), "2010-07-21T15:35:53.00"));
            });
    assertThat(codes(item("ieee11073-20601-apdu", "E70000"))).containsExactly("truncated");
  }

  @Test
  void aHubPassesThemOnToo() {
    String envelope =
        """
        {"v":1,"msg_id":"m","hub":"h","cuff":{"address":"B0:49:5F:00:10:71"},
         "records":[{"char":"2B34","value":"%s"},{"char":"2B36","value":"030700352A%s"}]}
        """
            .formatted(ENHANCED, MEASUREMENT);

    assertThat(
            formats
                .named("bridge.v1")
                .decode(envelope.getBytes(StandardCharsets.UTF_8), Quirks.NONE))
        .hasSize(2)
        .allMatch(Measurement.class::isInstance);
  }
}
