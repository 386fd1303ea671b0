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
  void jsonPayloads(byte[] bytes) {
    FORMATS.named("mio-telemetry").decode(bytes, Quirks.NONE);
    FORMATS.named("mio-status").decode(bytes, Quirks.NONE);
    FORMATS.named("cuffline.v1").decode(bytes, Quirks.NONE);
    FORMATS.named("telli-v1").decode(bytes, Quirks.NONE);
    FORMATS.named("telli-v2").decode(bytes, Quirks.NONE);
    FORMATS.named("tenovi-webhook").decode(bytes, Quirks.NONE);
    FORMATS.named("bodytrace-push").decode(bytes, Quirks.NONE);
    FORMATS.named("bridge.v1").decode(bytes, Quirks.NONE);
    FORMATS.anyJson().decode(bytes, Quirks.NONE);
  }
}
