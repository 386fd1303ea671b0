package dev.cuffline.gateway.simulate;

import dev.cuffline.gateway.simulate.Measured.Mark;
import java.time.Instant;

/** MioConnect / Transtek telemetry (devices.md 2.2). It has no way to say "cuff too loose". */
final class MioEncoder extends JsonEncoder {
  MioEncoder() {
    super("mio-telemetry", CuffNaming.IMEI);
  }

  @Override
  String json(CuffIdentity cuff, Measured measured, Instant sentAt) {
    return "{\"deviceId\":\"SIM\",\"createdAt\":"
        + (sentAt.getEpochSecond() + 1)
        + ",\"isTest\":false,\"modelNumber\":\"TMB-2092-G\",\"data\":{\"data_type\":"
        + "\"bpm_gen2_measure\",\"imei\":\""
        + cuff.imei()
        + "\",\"user\":1,\"sys\":"
        + systolic(measured)
        + ",\"dia\":"
        + diastolic(measured)
        + ",\"pul\":"
        + measured.pulse()
        + ",\"ihb\":"
        + measured.has(Mark.IRREGULAR_PULSE)
        + ",\"hand\":"
        + measured.has(Mark.MOVEMENT)
        + ",\"tri\":false,\"bat\":82,\"sig\":21,\"ts\":"
        + timeOrEpoch(measured).getEpochSecond()
        + ",\"upload_time\":"
        + sentAt.getEpochSecond()
        + "}}";
  }
}
