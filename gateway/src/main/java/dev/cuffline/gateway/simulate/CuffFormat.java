package dev.cuffline.gateway.simulate;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** How a simulated cuff writes a measurement. */
enum CuffFormat {
  /** MioConnect / Transtek JSON (devices.md 2.2). */
  MIO("mio-telemetry") {
    @Override
    byte[] encode(Measured measured, String imei, ZoneId zone) {
      long at = measured.at().getEpochSecond();
      return """
      {"deviceId":"SIM","createdAt":%d,"isTest":false,"modelNumber":"TMB-2092-G","data":\
      {"data_type":"bpm_gen2_measure","imei":"%s","user":1,"sys":%d,"dia":%d,"pul":%d,\
      "ihb":false,"hand":false,"tri":false,"bat":82,"sig":21,"ts":%d,"upload_time":%d}}\
      """
          .formatted(
              at + 5, imei, measured.systolic(), measured.diastolic(), measured.pulse(), at, at + 4)
          .getBytes(StandardCharsets.UTF_8);
    }
  },

  /** Raw bytes of Bluetooth characteristic 0x2A35, mmHg, with time stamp and pulse. */
  BLE_2A35("ble-2a35") {
    private static final int TIME_STAMP_AND_PULSE = 0b0000_0110;
    private static final int FRAME_BYTES = 16;

    @Override
    byte[] encode(Measured measured, String imei, ZoneId zone) {
      ZonedDateTime wall = measured.at().atZone(zone);
      return ByteBuffer.allocate(FRAME_BYTES)
          .order(ByteOrder.LITTLE_ENDIAN)
          .put((byte) TIME_STAMP_AND_PULSE)
          .putShort((short) measured.systolic())
          .putShort((short) measured.diastolic())
          .putShort((short) ((measured.systolic() + 2 * measured.diastolic()) / 3))
          .putShort((short) wall.getYear())
          .put((byte) wall.getMonthValue())
          .put((byte) wall.getDayOfMonth())
          .put((byte) wall.getHour())
          .put((byte) wall.getMinute())
          .put((byte) wall.getSecond())
          .putShort((short) measured.pulse())
          .array();
    }
  };

  private final String topicName;

  CuffFormat(String topicName) {
    this.topicName = topicName;
  }

  /** The format's name in a topic. */
  String topicName() {
    return topicName;
  }

  /**
   * The payload of one measurement.
   *
   * @param imei identity inside the payload, where the format has one
   * @param zone of the wall clock, where the format has no instant
   */
  abstract byte[] encode(Measured measured, String imei, ZoneId zone);
}
