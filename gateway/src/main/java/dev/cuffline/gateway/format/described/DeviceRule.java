package dev.cuffline.gateway.format.described;

import dev.cuffline.gateway.format.JsonFields;
import dev.cuffline.gateway.registry.DeviceKey;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the device calls itself in the payload.
 *
 * @param kind as in device keys: {@code imei}, {@code ble}, {@code serial}, or a vendor's word
 * @param pattern that the whole value has; empty for any
 * @param required whether a measurement without it is malformed
 */
record DeviceRule(Places at, String kind, Optional<Pattern> pattern, boolean required) {
  private static final Pattern BLUETOOTH =
      Pattern.compile("([0-9A-Fa-f]{2}[:-]?){5}[0-9A-Fa-f]{2}");

  /** Empty when it is absent, or is not what it should be. */
  Optional<DeviceKey> in(Scope scope) {
    return JsonFields.text(at.in(scope)).filter(this::isFit).map(this::key);
  }

  private boolean isFit(String value) {
    return pattern.map(wanted -> wanted.matcher(value).matches()).orElse(true)
        && (!kind.equals("ble") || BLUETOOTH.matcher(value).matches());
  }

  private DeviceKey key(String value) {
    return kind.equals("ble") ? DeviceKey.bluetooth(value) : new DeviceKey(kind, value);
  }
}
