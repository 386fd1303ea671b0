package dev.cuffline.gateway.format;

import dev.cuffline.rules.reading.TimeQuality;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** When a measurement was taken, as the wire says it, before anybody judged the clock. */
public sealed interface WireTime {
  /**
   * The time as it stood on the wire, kept as evidence and part of the reading key; may be empty.
   */
  String raw();

  /**
   * An instant, with an offset where one was stated.
   *
   * @param quality DEVICE, VENDOR or ESTIMATED
   */
  record At(Instant instant, Optional<ZoneOffset> offset, TimeQuality quality, String raw)
      implements WireTime {}

  /** Wall time of the device, without a zone (Bluetooth Date Time, 0x2A08). */
  record Local(LocalDateTime dateTime, String raw) implements WireTime {}

  /**
   * Wall time of the device, and what its clock and the hub's showed at the same moment of the same
   * connection: the measurement was taken at {@code hubNow + (dateTime - cuffNow)}, wherever the
   * device's clock stands (devices.md section 6, problem 1).
   *
   * @param cuffNow what the device's clock showed
   * @param hubNow what the hub's clock showed then
   * @param hubSynchronised whether the hub says that a network has set its clock
   */
  record Repairable(
      LocalDateTime dateTime,
      LocalDateTime cuffNow,
      Instant hubNow,
      boolean hubSynchronised,
      String raw)
      implements WireTime {}

  /** None sent, or one that is unknown or no calendar date. */
  record Missing(String raw) implements WireTime {}
}
