package dev.cuffline.gateway.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.gateway.format.DecodedItem.Measurement;
import dev.cuffline.gateway.format.described.ShippedFormats;
import dev.cuffline.rules.reading.BloodPressure;
import dev.cuffline.rules.reading.ReadingFlag;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Ble2A35FormatTest {
  private final Formats formats = ShippedFormats.all();

  @Test
  void aWholeFrameGivesValuesTimeSlotAndFlags() {
    Measurement measurement = measurement("1E7F004F005F00E90701080714004700010500");

    assertThat(measurement.bloodPressure().orElseThrow())
        .isEqualTo(
            new BloodPressure(
                new BigDecimal(127),
                new BigDecimal(79),
                java.util.Optional.of(new BigDecimal(95))));
    assertThat(measurement.pulse()).hasValue(new BigDecimal(71));
    assertThat(measurement.slot()).hasValue("1");
    assertThat(measurement.time())
        .isEqualTo(
            new WireTime.Local(LocalDateTime.of(2025, 1, 8, 7, 20), "[2025, 1, 8, 7, 20, 0]"));
    assertThat(measurement.flags())
        .isEqualTo(Set.of(ReadingFlag.BODY_MOVEMENT, ReadingFlag.IRREGULAR_PULSE));
    assertThat(codes(measurement)).containsExactly("movement");
  }

  @Test
  void kilopascalIsConvertedOnceToTwoDecimals() {
    Measurement measurement = measurement("01A0F069F078F0");

    assertThat(measurement.bloodPressure().orElseThrow().systolic()).isEqualTo("120.01");
    assertThat(measurement.bloodPressure().orElseThrow().diastolic()).isEqualTo("78.76");
  }

  @Test
  void aMeanOfZeroIsNone() {
    assertThat(measurement("00780050000000").bloodPressure().orElseThrow().mean()).isEmpty();
  }

  @Test
  void anErrorFrameIsNewsOfTheDeviceAndNoReading() {
    DecodedItem item = item("16FF07FF07FF07E80706170E2F3BFF070000", Quirks.NONE);

    assertThat(item).isInstanceOf(DecodedItem.Telemetry.class);
    assertThat(codes(item)).containsExactly("no-value");
  }

  @Test
  void onePressureBesideAnErrorCodeIsKept() {
    Measurement measurement = measurement("00D600FF07FF07");

    assertThat(measurement.bloodPressure()).isEmpty();
    assertThat(measurement.lone().systolic()).hasValue(new BigDecimal(214));
    assertThat(measurement.lone().diastolic()).isEmpty();
    assertThat(codes(measurement)).containsExactly("no-value");
  }

  @ParameterizedTest
  @CsvSource({
    "002800140000FF, true, 40 and 20 are the lowest",
    "00270014000000, false, systolic 39",
    "00280013000000, false, diastolic 19",
    "002C01C8000000, true, 300 and 200 are the highest",
    "002D01C8000000, false, systolic 301",
    "002C01C9000000, false, diastolic 201",
    "00500050000000, false, diastolic equals systolic",
    "00500051000000, false, diastolic above systolic"
  })
  void valuesOutsideTheLimitsAreKeptAndMarked(String frame, boolean plausible, String why) {
    Measurement measurement = measurement(frame);

    assertThat(measurement.plausible()).as(why).isEqualTo(plausible);
    assertThat(measurement.bloodPressure()).isPresent();
    assertThat(codes(measurement).contains("value-implausible")).isEqualTo(!plausible);
  }

  @Test
  void aPulseThatNoHeartHasIsLeftOutAndTheReadingKept() {
    Measurement measurement = measurement("04780050005D000000");

    assertThat(measurement.pulse()).isEmpty();
    assertThat(measurement.plausible()).isTrue();
    assertThat(codes(measurement)).containsExactly("pulse-implausible");
  }

  @Test
  void aDateThatDoesNotExistIsNoTime() {
    Measurement measurement = measurement("02780050005D00E9070D01000000");

    assertThat(measurement.time()).isEqualTo(new WireTime.Missing("[2025, 13, 1, 0, 0, 0]"));
    assertThat(codes(measurement)).containsExactly("timestamp-invalid");
  }

  @Test
  void aQuirkAppliesOnlyWhenItIsNamed() {
    String frame = "566A0047000000EA07080B121F00003F000000";

    assertThat(measurement(frame).pulse()).isEmpty();
    assertThat(((Measurement) item(frame, QuirkTable.of("Beurer", "BM 85"))).pulse())
        .hasValue(new BigDecimal(63));
    assertThat(QuirkTable.of("Omron", "BM85")).isEqualTo(Quirks.NONE);
  }

  @Test
  void bytesBehindTheFrameDoNotMakeAnotherReadingOfIt() {
    assertThat(measurement("00780050005D00AA").rawValues())
        .isEqualTo(measurement("00780050005D00").rawValues());
  }

  @Test
  void pressureWhileTheCuffInflatesIsForADisplayOnly() {
    byte[] frame = HexFormat.of().parseHex("00780050005D00");

    DecodedItem item = formats.named("ble-2a36").decode(frame, Quirks.NONE).getFirst();

    assertThat(item).isInstanceOf(DecodedItem.Irrelevant.class);
    assertThat(codes(item)).containsExactly("display-only");
  }

  private Measurement measurement(String hex) {
    return (Measurement) item(hex, Quirks.NONE);
  }

  private DecodedItem item(String hex, Quirks quirks) {
    return formats.named("ble-2a35").decode(HexFormat.of().parseHex(hex), quirks).getFirst();
  }

  private static java.util.List<String> codes(DecodedItem item) {
    return item.reasons().stream().map(Reason::toString).toList();
  }
}
