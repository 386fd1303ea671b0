package dev.cuffline.gateway.simulate;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every format that a simulated cuff can write. A new one is a class and a line here. */
public final class Encoders {
  private static final List<PayloadEncoder> ALL =
      Stream.concat(
              Stream.of(
                  new Ble2A35Encoder(),
                  new BodyTraceEncoder(),
                  new BridgeEncoder(),
                  new CufflineEncoder(),
                  new MioEncoder(),
                  TelliEncoder.v1(),
                  TelliEncoder.v2(),
                  new TenoviEncoder()),
              VendorEncoder.all().stream())
          .toList();

  private Encoders() {}

  /** The names, sorted. */
  public static List<String> names() {
    return ALL.stream().map(PayloadEncoder::format).sorted().toList();
  }

  /** The encoder of a format. */
  public static Optional<PayloadEncoder> find(String format) {
    return ALL.stream().filter(encoder -> encoder.format().equals(format)).findFirst();
  }

  /** The encoder of a format that is known to be there. */
  static PayloadEncoder require(String format) {
    return find(format)
        .orElseThrow(() -> new IllegalArgumentException("no simulated cuff writes " + format));
  }
}
