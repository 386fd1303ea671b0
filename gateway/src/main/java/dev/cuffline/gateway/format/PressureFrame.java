package dev.cuffline.gateway.format;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One frame of Bluetooth characteristic 0x2A35, Blood Pressure Measurement, as it stands on the
 * wire (GATT Specification Supplement, Blood Pressure Measurement; devices.md 1.1).
 *
 * @param kilopascal unit flag: kPa instead of mmHg
 * @param systolic in the frame's unit
 * @param diastolic in the frame's unit
 * @param mean mean arterial pressure in the frame's unit
 * @param time the time stamp, when there is one
 * @param pulse beats per minute, when there is one
 * @param userId 0 to 254 the slot, 255 an unknown user
 * @param status 16 bits, when there
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
    OptionalInt status,
    List<String> warnings) {
  /** The user id that means "unknown user". */
  public static final int UNKNOWN_USER = 255;

  private static final BigDecimal MMHG_PER_KILOPASCAL = new BigDecimal("7.500616827");
  private static final int MMHG_SCALE = 2;
  private static final int KILOPASCAL_FLAG = 0x01;
  private static final int TIME_FLAG = 0x02;
  private static final int PULSE_FLAG = 0x04;
  private static final int USER_FLAG = 0x08;
  private static final int STATUS_FLAG = 0x10;
  private static final int RESERVED_FLAGS = 0xE0;
  private static final int RESERVED_STATUS = 0xFFC0;
  private static final int PULSE_RANGE = 0x18;

  /** Sorts the warnings. */
  public PressureFrame {
    warnings = warnings.stream().sorted().distinct().toList();
  }

  /**
   * Wall time as the cuff shows it, without a zone (0x2A08 Date Time).
   *
   * @param raw year, month, day, hours, minutes, seconds as they stand on the wire
   * @param value empty when year, month or day is unknown (0), or there is no such date or time
   */
  public record WallTime(List<Integer> raw, Optional<LocalDateTime> value) {
    private static final int FIRST_YEAR = 1582;
    private static final int LAST_YEAR = 9999;

    static WallTime of(int year, int month, int day, int hours, int minutes, int seconds) {
      List<Integer> raw = List.of(year, month, day, hours, minutes, seconds);
      if (year < FIRST_YEAR || year > LAST_YEAR) {
        return new WallTime(raw, Optional.empty());
      }
      try {
        return new WallTime(
            raw, Optional.of(LocalDateTime.of(year, month, day, hours, minutes, seconds)));
      } catch (DateTimeException none) {
        return new WallTime(raw, Optional.empty());
      }
    }

    /** Whether the cuff says that it does not know the date. */
    public boolean unknown() {
      return raw.get(0) == 0 || raw.get(1) == 0 || raw.get(2) == 0;
    }
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
   * @param quirks {@code beurer-be}: pulse and status big-endian, user id always present
   */
  public static Result read(byte[] bytes, Quirks quirks, PlausibilityLimits limits) {
    if (bytes.length == 0) {
      return new Result.Unreadable("EMPTY", "a frame has at least 7 bytes, this one has none");
    }
    boolean beurer = quirks.names().contains("beurer-be");
    int flags = bytes[0] & 0xFF;
    boolean withUser = (flags & USER_FLAG) != 0 || beurer;
    int needed = length(flags, withUser);
    if (bytes.length < needed) {
      return new Result.Unreadable(
          "TRUNCATED", "the flags announce " + needed + " bytes, there are " + bytes.length);
    }
    List<String> warnings = new ArrayList<>();
    if ((flags & RESERVED_FLAGS) != 0) {
      warnings.add("rfu-flags");
    }
    if (bytes.length > needed) {
      warnings.add("trailing-bytes");
    }
    return new Result.Read(frame(new Cursor(bytes, beurer), flags, withUser, warnings, limits));
  }

  private static int length(int flags, boolean withUser) {
    return 7
        + ((flags & TIME_FLAG) != 0 ? 7 : 0)
        + ((flags & PULSE_FLAG) != 0 ? 2 : 0)
        + (withUser ? 1 : 0)
        + ((flags & STATUS_FLAG) != 0 ? 2 : 0);
  }

  private static PressureFrame frame(
      Cursor in, int flags, boolean withUser, List<String> warnings, PlausibilityLimits limits) {
    Sfloat systolic = Sfloat.of(in.littleEndian());
    Sfloat diastolic = Sfloat.of(in.littleEndian());
    Sfloat mean = Sfloat.of(in.littleEndian());
    Optional<WallTime> time =
        (flags & TIME_FLAG) != 0 ? Optional.of(in.wallTime()) : Optional.empty();
    Optional<Sfloat> pulse =
        (flags & PULSE_FLAG) != 0 ? Optional.of(Sfloat.of(in.quirkyEndian())) : Optional.empty();
    OptionalInt user = withUser ? OptionalInt.of(in.one()) : OptionalInt.empty();
    OptionalInt status =
        (flags & STATUS_FLAG) != 0 ? OptionalInt.of(in.quirkyEndian()) : OptionalInt.empty();
    if (time.isPresent() && time.get().value().isEmpty()) {
      warnings.add(time.get().unknown() ? "timestamp-unknown" : "timestamp-invalid");
    }
    if (pulse.isPresent()
        && pulse.get() instanceof Sfloat.Value(BigDecimal rate)
        && !limits.plausiblePulse(rate)) {
      warnings.add("pulse-implausible");
    }
    if ((status.orElse(0) & RESERVED_STATUS) != 0) {
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

  /** A pressure in mmHg; kPa is converted once and kept to two decimals (D9). */
  public Optional<BigDecimal> inMmHg(Sfloat pressure) {
    return pressure instanceof Sfloat.Value(BigDecimal value)
        ? Optional.of(
            kilopascal
                ? value.multiply(MMHG_PER_KILOPASCAL).setScale(MMHG_SCALE, RoundingMode.HALF_UP)
                : value)
        : Optional.empty();
  }

  /** Names of the set bits of the measurement status; bits 3 and 4 are one number. */
  public List<String> statusFlags() {
    int bits = status.orElse(0);
    List<String> names = new ArrayList<>();
    String[] byBit = {"body-movement", "cuff-too-loose", "irregular-pulse"};
    for (int bit = 0; bit < byBit.length; bit++) {
      if ((bits & (1 << bit)) != 0) {
        names.add(byBit[bit]);
      }
    }
    switch ((bits & PULSE_RANGE) >> 3) {
      case 1 -> names.add("pulse-above-range");
      case 2 -> names.add("pulse-below-range");
      case 3 -> names.add("pulse-range-reserved");
      default -> {
        // 00: the pulse is in range.
      }
    }
    if ((bits & 0x20) != 0) {
      names.add("improper-position");
    }
    return Collections.unmodifiableList(names);
  }

  /** Walks over the bytes; the caller has checked the length. */
  private static final class Cursor {
    private final byte[] bytes;
    private final boolean bigEndianPulseAndStatus;
    private int next = 1;

    Cursor(byte[] bytes, boolean bigEndianPulseAndStatus) {
      this.bytes = bytes;
      this.bigEndianPulseAndStatus = bigEndianPulseAndStatus;
    }

    int one() {
      return bytes[next++] & 0xFF;
    }

    int littleEndian() {
      int low = one();
      return low | (one() << 8);
    }

    int quirkyEndian() {
      if (!bigEndianPulseAndStatus) {
        return littleEndian();
      }
      int high = one();
      return (high << 8) | one();
    }

    WallTime wallTime() {
      int year = littleEndian();
      int month = one();
      int day = one();
      int hours = one();
      int minutes = one();
      return WallTime.of(year, month, day, hours, minutes, one());
    }
  }
}
