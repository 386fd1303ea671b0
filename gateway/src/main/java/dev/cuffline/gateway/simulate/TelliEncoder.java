package dev.cuffline.gateway.simulate;

import dev.cuffline.gateway.simulate.Measured.Mark;
import java.time.Instant;

/**
 * Telli Health, both versions (devices.md 2.4): milliseconds and small numbers stand in strings.
 */
final class TelliEncoder extends JsonEncoder {
  private static final int SECONDS_PER_MINUTE = 60;

  private final boolean second;

  private TelliEncoder(String format, boolean second) {
    super(format, CuffNaming.IMEI);
    this.second = second;
  }

  static TelliEncoder v1() {
    return new TelliEncoder("telli-v1", false);
  }

  static TelliEncoder v2() {
    return new TelliEncoder("telli-v2", true);
  }

  @Override
  String json(CuffIdentity cuff, Measured measured, Instant sentAt) {
    Instant at = timeOrEpoch(measured);
    int offset = cuff.zone().getRules().getOffset(at).getTotalSeconds() / SECONDS_PER_MINUTE;
    boolean fromMemory = sentAt.isAfter(at.plusSeconds(SECONDS_PER_MINUTE * 60L));
    return "{\"deviceId\":\""
        + cuff.imei()
        + "\",\"readingType\":\"BloodPressure\",\"time\":\""
        + at.toEpochMilli()
        + (second
            ? "\",\"tzOffsetMinutes\":\""
                + offset
                + "\",\"genVer\":\"2\",\"mem\":\""
                + (fromMemory ? 1 : 0)
                + "\",\"devdata\":{\"r\":\"1\",\"batt\":\"8\",\"cycles\":\"412\"}"
            : "\"")
        + ",\"data\":{\"systolic\":"
        + systolic(measured)
        + ",\"diastolic\":"
        + diastolic(measured)
        + ",\"pulse\":"
        + measured.pulse()
        + ",\"arrhythmia\":"
        + (measured.has(Mark.IRREGULAR_PULSE) ? 1 : 0)
        + "}}";
  }
}
