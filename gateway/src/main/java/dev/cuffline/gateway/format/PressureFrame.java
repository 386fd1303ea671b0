package dev.cuffline.gateway.format;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One frame of Bluetooth characteristic 0x2A35, Blood Pressure Measurement, or 0x2A36, Intermediate
 * Cuff Pressure, as it stands on the wire (GATT Specification Supplement; devices.md 1.1, 1.4).
 *
 * <pre>
 * flags 1 | systolic 2 | diastolic 2 | mean 2 | [time 7] | [pulse 2] | [user id 1] | [status 2]
 * </pre>
 *
 * <p>All numbers are little-endian, pressures and pulse are {@link Sfloat}s. In 0x2A36 the systolic
 * field carries the pressure in the cuff, and the other two are unused.
 *
 * @param kilopascal unit flag: kPa instead of mmHg
 * @param systolic in the frame's unit
 * @param diastolic in the frame's unit
 * @param mean mean arterial pressure in the frame's unit
 * @param time the time stamp, when there is one
 * @param pulse beats per minute, when there is one
 * @param userId 0 to 254 the slot, 255 an unknown user
 * @param status when there
 * @param warnings what was odd and does not stop the frame: {@code rfu-flags}, {@code
 *     status-rfu-bits}, {@code trailing-bytes}, {@code pulse-implausible}, {@code
 *     timestamp-unknown}, {@code timestamp-invalid}; sorted
 */
public record PressureFrame(
    boolean kilopascal,
    Sfloat systolic,
    Sfloat diastolic,
    Sfloat mean,
    Optional<WallTime> time,
    Optional<Sfloat> pulse,
    OptionalInt userId,
    Optional<MeasurementStatus> status,
    List<String> warnings) {
  /** The user id that means "unknown user". */
  public static final int UNKNOWN_USER = 255;

  /** Pulse and status big-endian, user id present although its flag is clear (devices.md 1.8). */
  static final String BEURER_QUIRK = "beurer-be";

  private static final int KILOPASCAL_FLAG = 0x01;
  private static final int TIME_FLAG = 0x02;
  private static final int PULSE_FLAG = 0x04;
  private static final int USER_FLAG = 0x08;
  private static final int STATUS_FLAG = 0x10;
  private static final int RESERVED_FLAGS = 0xE0;

  /** Sorts the warnings. */
  public PressureFrame {
    warnings = warnings.stream().sorted().distinct().toList();
  }

  /** What the bytes gave. */
  public sealed interface Result {
    /** A frame. */
    record Read(PressureFrame frame) implements Result {}

    /**
     * No frame.
     *
     * @param error EMPTY or TRUNCATED
     * @param detail what was expected
     */
    record Unreadable(String error, String detail) implements Result {}
  }

  /**
   * Reads a frame. Total.
   *
   * @param quirks {@code beurer-be} is the one that matters here
   * @param limits for the warning about the pulse
   */
  public static Result read(byte[] bytes, Quirks quirks, PlausibilityLimits limits) {
    if (bytes.length == 0) {
      return new Result.Unreadable("EMPTY", "a frame has at least 7 bytes, this one has none");
    }
    boolean beurer = quirks.names().contains(BEURER_QUIRK);
    int flags = bytes[0] & 0xFF;
    boolean withUser = (flags & USER_FLAG) != 0 || beurer;
    int needed = length(flags, withUser);
    if (bytes.length < needed) {
      return new Result.Unreadable(
          "TRUNCATED", "the flags announce " + needed + " bytes, there are " + bytes.length);
    }
    return new Result.Read(frame(bytes, flags, withUser, beurer, limits));
  }

  private static int length(int flags, boolean withUser) {
    return 7
        + ((flags & TIME_FLAG) != 0 ? 7 : 0)
        + ((flags & PULSE_FLAG) != 0 ? 2 : 0)
        + (withUser ? 1 : 0)
        + ((flags & STATUS_FLAG) != 0 ? 2 : 0);
  }

  private static PressureFrame frame(
      byte[] bytes, int flags, boolean withUser, boolean beurer, PlausibilityLimits limits) {
    var in = new WireBytes(bytes);
    in.unsigned8(); // the flags, known already
    Sfloat systolic = Sfloat.of(in.unsigned16());
    Sfloat diastolic = Sfloat.of(in.unsigned16());
    Sfloat mean = Sfloat.of(in.unsigned16());
    Optional<WallTime> time =
        (flags & TIME_FLAG) != 0 ? Optional.of(in.wallTime()) : Optional.empty();
    Optional<Sfloat> pulse =
        (flags & PULSE_FLAG) != 0 ? Optional.of(Sfloat.of(word(in, beurer))) : Optional.empty();
    OptionalInt user = withUser ? OptionalInt.of(in.unsigned8()) : OptionalInt.empty();
    Optional<MeasurementStatus> status =
        (flags & STATUS_FLAG) != 0
            ? Optional.of(new MeasurementStatus(word(in, beurer)))
            : Optional.empty();
    List<String> warnings = new ArrayList<>();
    if ((flags & RESERVED_FLAGS) != 0) {
      warnings.add("rfu-flags");
    }
    if (bytes.length > length(flags, withUser)) {
      warnings.add("trailing-bytes");
    }
    time.flatMap(WallTime::warning).ifPresent(warnings::add);
    if (pulse.flatMap(Sfloat::number).filter(rate -> !limits.plausiblePulse(rate)).isPresent()) {
      warnings.add("pulse-implausible");
    }
    if (status.filter(MeasurementStatus::hasReservedBits).isPresent()) {
      warnings.add("status-rfu-bits");
    }
    return new PressureFrame(
        (flags & KILOPASCAL_FLAG) != 0,
        systolic,
        diastolic,
        mean,
        time,
        pulse,
        user,
        status,
        warnings);
  }

  private static int word(WireBytes in, boolean bigEndian) {
    return bigEndian ? in.unsigned16BigEndian() : in.unsigned16();
  }

  /** A pressure in mmHg; kPa is converted once and kept to two decimals (D9). */
  public Optional<BigDecimal> inMmHg(Sfloat pressure) {
    return pressure
        .number()
        .map(value -> kilopascal ? PressureUnit.KILOPASCAL.toMmHg(value) : value);
  }

  /** {@code mmHg} or {@code kPa}, as sent. */
  public String unit() {
    return kilopascal ? "kPa" : "mmHg";
  }
}
