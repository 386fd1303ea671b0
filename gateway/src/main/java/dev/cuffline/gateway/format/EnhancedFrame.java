package dev.cuffline.gateway.format;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One frame of Bluetooth characteristic 0x2B34, Enhanced Blood Pressure Measurement, or 0x2B35,
 * Enhanced Intermediate Cuff Pressure (devices.md 1.6). No cuff that sends them was met in the
 * field.
 *
 * <pre>
 * flags 1 | pressures 3 × 2 (0x2B35: 1 × 2) | [time 4] | [pulse 2] | [user id 1] | [status 2]
 *   | [user-facing time 4]
 * </pre>
 *
 * @param kilopascal unit flag: kPa instead of mmHg
 * @param pressures systolic, diastolic, mean; or the one in the cuff
 * @param time seconds in UTC, when there
 * @param pulse beats per minute, when there
 * @param userId 0 to 254 the slot, 255 an unknown user
 * @param status when there
 * @param userFacingTime seconds as the cuff shows them, when there
 * @param warnings as in {@link PressureFrame}
 */
public record EnhancedFrame(
    boolean kilopascal,
    List<Sfloat> pressures,
    Optional<EpochTime> time,
    Optional<Sfloat> pulse,
    OptionalInt userId,
    Optional<MeasurementStatus> status,
    Optional<EpochTime> userFacingTime,
    List<String> warnings) {
  private static final int TIME_FLAG = 0x02;
  private static final int PULSE_FLAG = 0x04;
  private static final int USER_FLAG = 0x08;
  private static final int STATUS_FLAG = 0x10;
  private static final int USER_FACING_FLAG = 0x20;
  private static final int EPOCH_2000_FLAG = 0x40;
  private static final int RESERVED_FLAG = 0x80;

  /** Copies the lists; sorts the warnings. */
  public EnhancedFrame {
    pressures = List.copyOf(pressures);
    warnings = warnings.stream().sorted().distinct().toList();
  }

  /**
   * Seconds since the start of a year.
   *
   * @param seconds unsigned 32 bits
   * @param epochYear 1900 or 2000
   */
  public record EpochTime(long seconds, int epochYear) {
    /** As date and time in UTC. */
    public LocalDateTime utc() {
      Instant epoch = LocalDateTime.of(epochYear, 1, 1, 0, 0).toInstant(ZoneOffset.UTC);
      return LocalDateTime.ofInstant(epoch.plusSeconds(seconds), ZoneOffset.UTC);
    }
  }

  /**
   * Reads a frame. Total.
   *
   * @param pressureCount 3 for 0x2B34, 1 for 0x2B35
   * @param limits for the warning about the pulse
   * @return empty when there are fewer bytes than the flags announce
   */
  public static Optional<EnhancedFrame> read(
      byte[] bytes, int pressureCount, PlausibilityLimits limits) {
    int flags = bytes.length == 0 ? 0 : bytes[0] & 0xFF;
    int needed = length(flags, pressureCount);
    if (bytes.length < needed) {
      return Optional.empty();
    }
    var in = new WireBytes(bytes);
    in.unsigned8(); // the flags, known already
    List<Sfloat> pressures = new ArrayList<>();
    for (int i = 0; i < pressureCount; i++) {
      pressures.add(Sfloat.of(in.unsigned16()));
    }
    Optional<EpochTime> time = epochTime(in, flags, TIME_FLAG);
    Optional<Sfloat> pulse =
        (flags & PULSE_FLAG) != 0 ? Optional.of(Sfloat.of(in.unsigned16())) : Optional.empty();
    OptionalInt user =
        (flags & USER_FLAG) != 0 ? OptionalInt.of(in.unsigned8()) : OptionalInt.empty();
    Optional<MeasurementStatus> status =
        (flags & STATUS_FLAG) != 0
            ? Optional.of(new MeasurementStatus(in.unsigned16()))
            : Optional.empty();
    Optional<EpochTime> userFacing = epochTime(in, flags, USER_FACING_FLAG);
    List<String> warnings = new ArrayList<>();
    if ((flags & RESERVED_FLAG) != 0) {
      warnings.add("rfu-flags");
    }
    if (bytes.length > needed) {
      warnings.add("trailing-bytes");
    }
    if (pulse.flatMap(Sfloat::number).filter(rate -> !limits.plausiblePulse(rate)).isPresent()) {
      warnings.add("pulse-implausible");
    }
    if (status.filter(MeasurementStatus::hasReservedBits).isPresent()) {
      warnings.add("status-rfu-bits");
    }
    return Optional.of(
        new EnhancedFrame(
            (flags & 1) != 0, pressures, time, pulse, user, status, userFacing, warnings));
  }

  private static int length(int flags, int pressureCount) {
    return 1
        + 2 * pressureCount
        + ((flags & TIME_FLAG) != 0 ? 4 : 0)
        + ((flags & PULSE_FLAG) != 0 ? 2 : 0)
        + ((flags & USER_FLAG) != 0 ? 1 : 0)
        + ((flags & STATUS_FLAG) != 0 ? 2 : 0)
        + ((flags & USER_FACING_FLAG) != 0 ? 4 : 0);
  }

  private static Optional<EpochTime> epochTime(WireBytes in, int flags, int flag) {
    return (flags & flag) != 0
        ? Optional.of(new EpochTime(in.unsigned32(), (flags & EPOCH_2000_FLAG) != 0 ? 2000 : 1900))
        : Optional.empty();
  }

  /** A pressure in mmHg; kPa is converted once and kept to two decimals. */
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
