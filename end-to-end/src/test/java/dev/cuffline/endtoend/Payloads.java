package dev.cuffline.endtoend;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZonedDateTime;

/** Messages as cuffs send them. */
final class Payloads {
  private static final byte TIME_AND_PULSE = 0x06;

  private Payloads() {}

  /** A measurement as MioConnect forwards it: mmHg, whole seconds since 1970. */
  static byte[] mio(String imei, int systolic, int diastolic, int pulse, Instant at) {
    return """
    {"deviceId": "d", "createdAt": %1$d, "isTest": false,
     "data": {"data_type": "bpm_gen2_measure", "imei": "%2$s", "sys": %3$d, "dia": %4$d,
              "pul": %5$d, "ts": %1$d, "user": 1, "bat": 85, "sig": 20}}
    """
        .formatted(at.getEpochSecond(), imei, systolic, diastolic, pulse)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** A reading in our own JSON. */
  static byte[] cuffline(String systolic, String diastolic, Instant at) {
    return """
    {"measuredAt": "%s", "systolic": %s, "diastolic": %s}
    """
        .formatted(at, systolic, diastolic)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Blood Pressure Measurement (0x2A35) in mmHg, without a mean, with wall time and pulse. */
  static byte[] ble(int systolic, int diastolic, int pulse, ZonedDateTime wall) {
    return ByteBuffer.allocate(16)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(TIME_AND_PULSE)
        .putShort((short) systolic)
        .putShort((short) diastolic)
        .putShort((short) 0)
        .putShort((short) wall.getYear())
        .put((byte) wall.getMonthValue())
        .put((byte) wall.getDayOfMonth())
        .put((byte) wall.getHour())
        .put((byte) wall.getMinute())
        .put((byte) wall.getSecond())
        .putShort((short) pulse)
        .array();
  }
}
