package dev.cuffline.gateway.format.described;

import dev.cuffline.gateway.format.DecodedItem;
import dev.cuffline.gateway.format.Reason;
import dev.cuffline.gateway.registry.DeviceKey;
import java.util.List;
import java.util.Optional;

/** A field that is missing or cannot be read: thrown within this room, an item outside of it. */
final class Violation extends Exception {
  private static final long serialVersionUID = 1L;

  private final String field;
  private final String expected;

  Violation(String field, String expected) {
    super("field " + field + ": expected " + expected, null, false, false);
    this.field = field;
    this.expected = expected;
  }

  DecodedItem item(Optional<DeviceKey> device) {
    return new DecodedItem.Malformed(
        device,
        List.of(new Reason("schema-violation", field)),
        "field " + field + ": expected " + expected);
  }
}
