package dev.cuffline.gateway.intake;

import dev.cuffline.gateway.format.DecodedItem.Measurement;
import dev.cuffline.gateway.format.WireTime;
import dev.cuffline.gateway.registry.DeviceKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;

/**
 * What makes two arrivals the same reading (DESIGN.md section 1, Identity): the vendor's own
 * reading id where there is one; else device, slot, raw time and raw values with their unit;
 * without a usable raw time (none, or a default date that every battery change brings back) the
 * sender's message id in its place. Never the time of receipt, and nothing that a retry changes.
 *
 * @param value SHA-256 over the kind of key and the length-prefixed parts, 64 hex digits
 * @param weak neither a vendor's id, a usable raw time nor a message id: identical values within a
 *     window are one reading, later ones are new
 */
public record ReadingKey(String value, boolean weak) {
  /**
   * The key of a measurement.
   *
   * @param device what the payload calls the device, or the authenticated source
   * @param limits for the default dates
   */
  public static ReadingKey of(DeviceKey device, Measurement measurement, ClockLimits limits) {
    if (measurement.vendorReadingId().isPresent()) {
      return new ReadingKey(
          hash("vendor", device, List.of(measurement.vendorReadingId().get())), false);
    }
    String slot = measurement.slot().orElse("");
    String time = measurement.time().raw();
    String values = measurement.rawValues();
    if (hasUsableTime(measurement.time(), limits)) {
      return new ReadingKey(hash("time", device, List.of(slot, time, values)), false);
    }
    if (measurement.messageId().isPresent()) {
      String message = measurement.messageId().get();
      return new ReadingKey(hash("message", device, List.of(slot, message, values)), false);
    }
    return new ReadingKey(hash("weak", device, List.of(slot, time, values)), true);
  }

  /** Whether nothing but its values identifies a measurement. */
  static boolean isWeak(Measurement measurement, ClockLimits limits) {
    return measurement.vendorReadingId().isEmpty()
        && measurement.messageId().isEmpty()
        && !hasUsableTime(measurement.time(), limits);
  }

  private static boolean hasUsableTime(WireTime time, ClockLimits limits) {
    return switch (time) {
      case WireTime.At at ->
          !limits
              .defaultDates()
              .contains(LocalDate.ofInstant(at.instant(), at.offset().orElse(ZoneOffset.UTC)));
      case WireTime.Local local -> !limits.defaultDates().contains(local.dateTime().toLocalDate());
      case WireTime.Repairable told ->
          !limits.defaultDates().contains(told.dateTime().toLocalDate());
      case WireTime.Missing missing -> false;
    };
  }

  private static String hash(String kind, DeviceKey device, List<String> parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      update(digest, kind);
      update(digest, device.kind());
      update(digest, device.value());
      parts.forEach(part -> update(digest, part));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  /** Lengths keep ("ab", "c") apart from ("a", "bc"). */
  private static void update(MessageDigest digest, String part) {
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
    digest.update(bytes);
  }
}
