package dev.cuffline.gateway.format;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.cuffline.gateway.format.described.ShippedFormats;
import java.util.Set;

/**
 * Runs over the kept inputs as a plain test; with {@code JAZZER_FUZZ=1} it looks for new ones. Any
 * exception is a finding (D1).
 */
class DecoderFuzzTest {
  private static final Formats FORMATS = ShippedFormats.all();

  @FuzzTest
  void bluetoothFrames(byte[] bytes) {
    FORMATS.named("ble-2a35").decode(bytes, Quirks.NONE);
    FORMATS.named("ble-2a35").decode(bytes, new Quirks(Set.of("beurer-be")));
    FORMATS.named("ble-2a36").decode(bytes, Quirks.NONE);
  }

  @FuzzTest
  void otherCharacteristics(byte[] bytes) {
    Characteristics.sfloat(bytes);
    Characteristics.dateTime(bytes);
    Characteristics.currentTime(bytes);
    Characteristics.feature(bytes);
    EnhancedFrame.read(bytes, 3, FORMATS.limits());
    EnhancedFrame.read(bytes, 1, FORMATS.limits());
    RecordSegment.read(bytes);
    ScanReport.read(bytes);
    new RareRecords(FORMATS.limits())
        .formats()
        .forEach(format -> format.decode(bytes, Quirks.NONE));
  }

  /** Every format by its name, those of files among them. */
  @FuzzTest
  void jsonPayloads(byte[] bytes) {
    FORMATS.names().forEach(name -> FORMATS.named(name).decode(bytes, Quirks.NONE));
    FORMATS.anyJson().decode(bytes, Quirks.NONE);
  }
}
