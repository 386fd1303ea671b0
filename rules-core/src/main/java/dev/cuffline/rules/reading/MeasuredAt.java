package dev.cuffline.rules.reading;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * When a measurement was taken, and how we know (D10).
 *
 * @param instant the instant in UTC
 * @param quality how far to trust it
 * @param offset the offset that the device or the vendor stated or that was used to read a local
 *     time; empty when only an instant is known
 * @param raw the time as it stood on the wire, kept as evidence; empty when there was none
 */
public record MeasuredAt(
    Instant instant, TimeQuality quality, Optional<ZoneOffset> offset, String raw) {
  /** A device's own time without a stated offset. */
  public static MeasuredAt device(Instant instant) {
    return new MeasuredAt(instant, TimeQuality.DEVICE, Optional.empty(), instant.toString());
  }
}
