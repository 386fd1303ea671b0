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
import java.util.Optional;

/**
 * What makes two arrivals the same reading (DESIGN.md section 1, Identity): the vendor's own
 * reading id where there is one; else device, slot, raw time, raw values. Never the time of
 * receipt, and nothing that a retry changes.
 *
 * @param value SHA-256 over the length-prefixed parts, hex
 * @param weak neither a vendor's id, a usable raw time nor a message id: identical values within a
 *     window are one reading, later ones are new
 */
record ReadingKey(String value, boolean weak) {
  static ReadingKey of(DeviceKey device, Measurement measurement, ClockLimits limits) {
    if (measurement.vendorReadingId().isPresent()) {
      return strong("vendor", device, measurement.vendorReadingId().get());
    }
    String slot = measurement.slot().orElse("");
    if (usable(measurement.time(), limits)) {
      return strong("time", device, slot, measurement.time().raw(), measurement.rawValues());
    }
    Optional<String> message = measurement.messageId();
    if (message.isPresent()) {
      return strong("message", device, slot, message.get(), measurement.rawValues());
    }
    return new ReadingKey(
        hash("weak", device, slot, measurement.time().raw(), measurement.rawValues()), true);
  }

  private static ReadingKey strong(String kind, DeviceKey device, String... parts) {
    return new ReadingKey(hash(kind, device, parts), false);
  }

  /** A default date comes again after every battery change, with other readings behind it. */
  private static boolean usable(WireTime time, ClockLimits limits) {
    return switch (time) {
      case WireTime.At at ->
          !limits
              .defaultDates()
              .contains(LocalDate.ofInstant(at.instant(), at.offset().orElse(ZoneOffset.UTC)));
      case WireTime.Local local -> !limits.defaultDates().contains(local.dateTime().toLocalDate());
      case WireTime.Missing _ -> false;
    };
  }

  private static String hash(String kind, DeviceKey device, String... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      update(digest, kind);
      update(digest, device.text());
      for (String part : List.of(parts)) {
        update(digest, part);
      }
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
