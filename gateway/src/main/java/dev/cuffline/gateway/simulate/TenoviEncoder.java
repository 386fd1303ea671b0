package dev.cuffline.gateway.simulate;

import dev.cuffline.gateway.simulate.Measured.Mark;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Tenovi's webhook in its "Post as Array" form (devices.md 2.1): pressure, pulse and a found
 * irregular heartbeat of one reading are entries with one {@code timestamp}.
 */
final class TenoviEncoder extends JsonEncoder {
  private static final int SECONDS_PER_HOUR = 3_600;

  TenoviEncoder() {
    super("tenovi-webhook", CuffNaming.VENDOR_KEY);
  }

  @Override
  public String vendorKey(CuffIdentity cuff) {
    return "tenovi:" + cuff.imei();
  }

  @Override
  String json(CuffIdentity cuff, Measured measured, Instant sentAt) {
    List<String> entries = new ArrayList<>();
    entries.add(
        entry(
            cuff,
            measured,
            "blood_pressure",
            systolic(measured),
            "\"" + diastolic(measured) + ".00\""));
    if (!measured.has(Mark.NO_VALUE)) {
      entries.add(entry(cuff, measured, "pulse", measured.pulse(), "null"));
    }
    if (measured.has(Mark.IRREGULAR_PULSE)) {
      entries.add(entry(cuff, measured, "irregular_heartbeat", 1, "null"));
    }
    return "[" + String.join(",", entries) + "]";
  }

  private static String entry(
      CuffIdentity cuff, Measured measured, String metric, int value1, String value2) {
    Instant at = timeOrEpoch(measured).truncatedTo(ChronoUnit.SECONDS);
    return "{\"metric\":\""
        + metric
        + "\",\"device_name\":\"Tenovi BPM - L\",\"hwi_device_id\":\""
        + cuff.imei()
        + "\",\"patient_id\":null,\"hardware_uuid\":\"SIM-"
        + cuff.imei()
        + "\",\"sensor_code\":\"10\",\"value_1\":\""
        + value1
        + ".00\",\"value_2\":"
        + value2
        + ",\"created\":\""
        + at
        + "\",\"timestamp\":\""
        + at
        + "\",\"timezone_offset\":"
        + cuff.zone().getRules().getOffset(at).getTotalSeconds() / SECONDS_PER_HOUR
        + ",\"estimated_timestamp\":false,\"filter_params\":{\"measurement_index\":1}}";
  }
}
