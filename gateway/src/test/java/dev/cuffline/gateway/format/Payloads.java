package dev.cuffline.gateway.format;

import dev.cuffline.gateway.format.described.ShippedFormats;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Short ways to decode text. */
final class Payloads {
  private static final Formats FORMATS = ShippedFormats.all();

  private Payloads() {}

  static List<DecodedItem> decode(String format, byte[] bytes) {
    return FORMATS.named(format).decode(bytes, Quirks.NONE);
  }

  static List<DecodedItem> decode(String format, String text) {
    return decode(format, text.getBytes(StandardCharsets.UTF_8));
  }

  static DecodedItem one(String format, String text) {
    List<DecodedItem> items = decode(format, text);
    if (items.size() != 1) {
      throw new AssertionError("expected one item, got " + items.size());
    }
    return items.getFirst();
  }

  static List<String> codes(DecodedItem item) {
    return item.reasons().stream().map(Reason::toString).sorted().toList();
  }
}
