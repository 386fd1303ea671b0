package dev.cuffline.gateway.simulate;

import dev.cuffline.gateway.simulate.Measured.Mark;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;

/**
 * Raw bytes of Bluetooth characteristic 0x2A35 with time stamp, pulse and status; mmHg, or kPa with
 * one decimal (devices.md 1.1).
 */
final class Ble2A35Encoder implements PayloadEncoder {
  private static final int KILOPASCAL = 0b0000_0001;
  private static final int TIME_PULSE_AND_STATUS = 0b0001_0110;
  private static final int MOVEMENT = 0x01;
  private static final int LOOSE_CUFF = 0x02;
  private static final int IRREGULAR_PULSE = 0x04;
  private static final int NAN = 0x07FF;
  private static final int TENTHS = 0xF000;
  private static final int FRAME_BYTES = 18;
  private static final BigDecimal MMHG_PER_KILOPASCAL = new BigDecimal("7.500616827");

  @Override
  public String format() {
    return "ble-2a35";
  }

  @Override
  public CuffNaming naming() {
    return CuffNaming.LOGIN;
  }

  @Override
  public boolean isText() {
    return false;
  }

  @Override
  public List<byte[]> encode(CuffIdentity cuff, List<Measured> readings, Instant sentAt) {
    return readings.stream().map(measured -> frame(cuff, measured)).toList();
  }

  static byte[] frame(CuffIdentity cuff, Measured measured) {
    int mean = (measured.systolic() + 2 * measured.diastolic()) / 3;
    ByteBuffer frame =
        ByteBuffer.allocate(FRAME_BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put((byte) (TIME_PULSE_AND_STATUS | (measured.has(Mark.KILOPASCAL) ? KILOPASCAL : 0)))
            .putShort(pressure(measured, measured.systolic()))
            .putShort(pressure(measured, measured.diastolic()))
            .putShort(pressure(measured, mean));
    putTime(frame, measured, measured.at().atZone(cuff.zone()));
    return frame
        .putShort((short) (measured.has(Mark.NO_VALUE) ? NAN : measured.pulse()))
        .putShort((short) status(measured))
        .array();
  }

  private static short pressure(Measured measured, int mmHg) {
    if (measured.has(Mark.NO_VALUE)) {
      return (short) NAN;
    }
    if (!measured.has(Mark.KILOPASCAL)) {
      return (short) mmHg;
    }
    return (short) (TENTHS | inKilopascal(mmHg).unscaledValue().intValueExact());
  }

  /** To one decimal, as displays show it. */
  static BigDecimal inKilopascal(int mmHg) {
    return BigDecimal.valueOf(mmHg).divide(MMHG_PER_KILOPASCAL, 1, RoundingMode.HALF_UP);
  }

  private static void putTime(ByteBuffer frame, Measured measured, ZonedDateTime wall) {
    if (measured.has(Mark.NO_TIME)) {
      frame.put(new byte[7]);
      return;
    }
    frame
        .putShort((short) wall.getYear())
        .put((byte) wall.getMonthValue())
        .put((byte) wall.getDayOfMonth())
        .put((byte) wall.getHour())
        .put((byte) wall.getMinute())
        .put((byte) wall.getSecond());
  }

  private static int status(Measured measured) {
    return (measured.has(Mark.MOVEMENT) ? MOVEMENT : 0)
        | (measured.has(Mark.LOOSE_CUFF) ? LOOSE_CUFF : 0)
        | (measured.has(Mark.IRREGULAR_PULSE) ? IRREGULAR_PULSE : 0);
  }
}
