package dev.cuffline.gateway.format;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cuffline.gateway.registry.DeviceKey;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The cuff that a {@code bridge.v1} envelope speaks of. It is known by its Bluetooth address; one
 * with a random address, which changes, by its serial number or its system id, where it has one.
 */
sealed interface BridgeCuff {
  /** Six bytes, with colons, hyphens or nothing between them. */
  Pattern ADDRESS = Pattern.compile("([0-9A-Fa-f]{2}[:-]?){5}[0-9A-Fa-f]{2}");

  /**
   * A cuff.
   *
   * @param quirks of its manufacturer and model
   */
  record Known(DeviceKey key, Quirks quirks) implements BridgeCuff {}

  /** A field that cannot be read. */
  record Unreadable(String field, String expected) implements BridgeCuff {}

  /** Reads {@code cuff}. */
  static BridgeCuff of(JsonNode envelope) {
    JsonNode cuff = envelope.path("cuff");
    if (!cuff.isObject()) {
      return new Unreadable("cuff", "an object with address, serial or system_id");
    }
    Optional<String> address = JsonFields.text(cuff, "address");
    if (JsonFields.isGiven(cuff, "address")
        && address.filter(text -> ADDRESS.matcher(text).matches()).isEmpty()) {
      return new Unreadable("address", "a Bluetooth address such as B0:49:5F:00:10:71");
    }
    boolean random =
        JsonFields.text(cuff, "address_type").filter("random"::equalsIgnoreCase).isPresent();
    Optional<DeviceKey> byAddress = address.map(DeviceKey::bluetooth);
    Optional<DeviceKey> byNumber =
        JsonFields.text(cuff, "serial")
            .map(DeviceKey::serial)
            .or(() ->
                JsonFields.text(cuff, "system_id")
                    .map(id -> new DeviceKey("system-id", id.toUpperCase(Locale.ROOT))));
    Optional<DeviceKey> key = random ? byNumber.or(() -> byAddress) : byAddress.or(() -> byNumber);
    return key.isEmpty()
        ? new Unreadable("cuff", "an object with address, serial or system_id")
        : new Known(
            key.get(),
            QuirkTable.of(
                JsonFields.text(cuff, "manufacturer").orElse(""),
                JsonFields.text(cuff, "model").orElse("")));
  }
}
