package dev.cuffline.gateway.simulate;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** An encoder of JSON by plain concatenation: a load test writes tens of thousands a second. */
abstract class JsonEncoder implements PayloadEncoder {
  /**
   * What stands where a cuff without a result should say a pressure: an SFLOAT's NaN as a number.
   */
  static final int NO_VALUE = 2_047;

  private final String format;
  private final CuffNaming naming;

  JsonEncoder(String format, CuffNaming naming) {
    this.format = format;
    this.naming = naming;
  }

  @Override
  public final String format() {
    return format;
  }

  @Override
  public final CuffNaming naming() {
    return naming;
  }

  @Override
  public List<byte[]> encode(CuffIdentity cuff, List<Measured> readings, Instant sentAt) {
    return readings.stream().map(measured -> utf8(json(cuff, measured, sentAt))).toList();
  }

  abstract String json(CuffIdentity cuff, Measured measured, Instant sentAt);

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static int systolic(Measured measured) {
    return measured.has(Measured.Mark.NO_VALUE) ? NO_VALUE : measured.systolic();
  }

  static int diastolic(Measured measured) {
    return measured.has(Measured.Mark.NO_VALUE) ? NO_VALUE : measured.diastolic();
  }

  /** What a cuff without a date sends in a format that must have a time. */
  static Instant timeOrEpoch(Measured measured) {
    return measured.has(Measured.Mark.NO_TIME) ? Instant.EPOCH : measured.at();
  }
}
