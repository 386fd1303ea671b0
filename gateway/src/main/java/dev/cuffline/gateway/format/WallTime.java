package dev.cuffline.gateway.format;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/**
 * Wall time as a cuff shows it, without a zone and without a sign of daylight saving: Bluetooth
 * characteristic 0x2A08, Date Time (devices.md 1.3).
 *
 * @param raw year, month, day, hours, minutes, seconds as they stand on the wire
 * @param value empty when year, month or day is unknown (0), or there is no such date or time, or
 *     the year lies outside 1582 to 9999
 */
public record WallTime(List<Integer> raw, Optional<LocalDateTime> value) {
  private static final int FIRST_YEAR = 1582;
  private static final int LAST_YEAR = 9999;

  /** Copies the parts. */
  public WallTime {
    raw = List.copyOf(raw);
  }

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
  public boolean isUnknown() {
    return raw.get(0) == 0 || raw.get(1) == 0 || raw.get(2) == 0;
  }

  /** {@code timestamp-unknown} or {@code timestamp-invalid}; empty for a date that exists. */
  public Optional<String> warning() {
    return value.isPresent()
        ? Optional.empty()
        : Optional.of(isUnknown() ? "timestamp-unknown" : "timestamp-invalid");
  }
}
