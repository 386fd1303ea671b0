package dev.cuffline.gateway.intake;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HexFormat;

/** Payloads as cuffs send them. */
public final class Cuff {
  private Cuff() {}

  /** One {@code cuffline.v1} reading of the sender itself. */
  public static String reading(Instant at, int systolic, int diastolic) {
    return reading(at.toString(), systolic, diastolic, "");
  }

  /**
   * The same.
   *
   * @param at as on the wire
   * @param more further fields, each with a leading comma
   */
  public static String reading(String at, int systolic, int diastolic, String more) {
    return """
    {"measuredAt": "%s", "systolic": %d, "diastolic": %d, "pulse": 71%s}\
    """
        .formatted(at, systolic, diastolic, more);
  }

  /** One reading of a device behind a hub. */
  public static String of(String device, Instant at, int systolic, int diastolic) {
    return reading(at.toString(), systolic, diastolic, ", \"device\": \"" + device + "\"");
  }

  /** Several in one transmission. */
  public static String together(String... readings) {
    return "{\"readings\": [" + String.join(",", readings) + "]}";
  }

  /** Raw 2A35 bytes without a time and without a user: nothing but values tells them apart. */
  public static byte[] timeless(int systolic, int diastolic) {
    return new byte[] {
      0x00,
      (byte) systolic,
      (byte) (systolic >> 8),
      (byte) diastolic,
      (byte) (diastolic >> 8),
      0x60,
      0x00
    };
  }

  /** Raw 2A35 bytes with the time of the cuff's own clock. */
  public static byte[] timed(int systolic, int diastolic, int year, int month, int day, int hour) {
    return new byte[] {
      0x02,
      (byte) systolic,
      (byte) (systolic >> 8),
      (byte) diastolic,
      (byte) (diastolic >> 8),
      0x60,
      0x00,
      (byte) year,
      (byte) (year >> 8),
      (byte) month,
      (byte) day,
      (byte) hour,
      0,
      0
    };
  }

  /** Raw 2A35 bytes whose diastolic pressure is "not a number". */
  public static byte[] loneSystolic(int systolic, int year, int month, int day, int hour) {
    byte[] frame = timed(systolic, 0, year, month, day, hour);
    frame[3] = (byte) 0xFF;
    frame[4] = 0x07;
    return frame;
  }

  /** A Mio message of some type. */
  public static String mio(String imei, String type) {
    return """
    {"isTest": false, "data": {"data_type": "%s", "imei": "%s", "bat": 84, "sig": 20}}\
    """
        .formatted(type, imei);
  }

  /**
   * Withings' answer with one group; a later {@code modified} changes what was sent under its id.
   */
  public static String withings(long group, Instant at, long modified, int systolic) {
    return """
    {"status": 0, "body": {"timezone": "America/New_York", "measuregrps": [{"grpid": %d,
     "attrib": 0, "date": %d, "modified": %d, "category": 1, "deviceid": "w-1", "measures": [
     {"value": %d, "type": 10, "unit": 0}, {"value": 81, "type": 9, "unit": 0}]}]}}
    """
        .formatted(group, at.getEpochSecond(), modified, systolic);
  }

  /** One reading as Smart Meter answers a pull: wall time without a zone. */
  public static String smartMeter(String id, String wallTime, int systolic) {
    return """
    {"readings": [{"reading_id": "%s", "device_id": "77", "date_recorded": "%s",
     "reading_type": "blood_pressure", "systolic_mmhg": %d, "diastolic_mmhg": 81}]}
    """
        .formatted(id, wallTime, systolic);
  }

  /** One measurement as MioConnect forwards it. */
  public static String mio(String imei, Instant at, int systolic) {
    return """
    {"deviceId": "d", "createdAt": %1$d, "isTest": false, "data": {"data_type": "bpm_gen2_measure",
     "imei": "%2$s", "sys": %3$d, "dia": 81, "pul": 71, "ts": %1$d, "user": 1}}
    """
        .formatted(at.getEpochSecond(), imei, systolic);
  }

  /**
   * What a hub passes on of one connection to a cuff whose clock is fast.
   *
   * @param hubNow in New York's winter
   */
  public static String connection(Instant hubNow, Duration fast) {
    LocalDateTime cuffNow =
        LocalDateTime.ofInstant(hubNow.plus(fast), ZoneId.of("America/New_York"));
    byte[] frame =
        timed(
            126,
            81,
            cuffNow.getYear(),
            cuffNow.getMonthValue(),
            cuffNow.getDayOfMonth(),
            cuffNow.getHour());
    String time =
        "%02X%02X%02X%02X%02X%02X%02X"
            .formatted(
                cuffNow.getYear() & 0xFF,
                cuffNow.getYear() >> 8,
                cuffNow.getMonthValue(),
                cuffNow.getDayOfMonth(),
                cuffNow.getHour(),
                cuffNow.getMinute(),
                cuffNow.getSecond());
    return """
    {"v": 1, "msg_id": "m-1", "hub": "h-1", "hub_time": "%s", "hub_time_sync": "ntp",
     "cuff": {"address": "B0:49:5F:00:10:71"}, "cuff_time_now": "%s000000",
     "records": [{"char": "2A35", "value": "%s"}]}
    """
        .formatted(hubNow, time, HexFormat.of().formatHex(frame));
  }
}
