package dev.cuffline.gateway.simulate;

import dev.cuffline.gateway.simulate.Measured.Mark;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;

/** BodyTrace's push (devices.md 2.3): pressures are whole pascals, whatever a cuff shows. */
final class BodyTraceEncoder extends JsonEncoder {
  private static final BigDecimal PASCAL_PER_MMHG = new BigDecimal("133.322387415");

  BodyTraceEncoder() {
    super("bodytrace-push", CuffNaming.IMEI);
  }

  @Override
  String json(CuffIdentity cuff, Measured measured, Instant sentAt) {
    return "{\"imei\":\""
        + cuff.imei()
        + "\",\"ts\":"
        + timeOrEpoch(measured).toEpochMilli()
        + ",\"batteryVoltage\":5521,\"signalStrength\":71,\"rssi\":67,\"values\":"
        + values(measured)
        + "}";
  }

  private static String values(Measured measured) {
    return measured.has(Mark.NO_VALUE)
        ? "{}"
        : "{\"systolic\":"
            + pascal(measured.systolic())
            + ",\"diastolic\":"
            + pascal(measured.diastolic())
            + ",\"pulse\":"
            + measured.pulse()
            + ",\"unit\":1,\"irregular\":"
            + (measured.has(Mark.IRREGULAR_PULSE) ? 1 : 0)
            + "}";
  }

  private static String pascal(int mmHg) {
    return BigDecimal.valueOf(mmHg)
        .multiply(PASCAL_PER_MMHG)
        .setScale(0, RoundingMode.HALF_UP)
        .toPlainString();
  }
}
