package dev.cuffline.gateway.format.described;

import dev.cuffline.gateway.format.JsonFields;
import dev.cuffline.gateway.registry.DeviceKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the device calls itself in the payload.
 *
 * @param parts its places, joined by a slash when there are several
 * @param kind as in device keys: {@code imei}, {@code ble}, {@code serial}, or a vendor's word
 * @param account where the payload never says it: what people call the device of the account that
 *     logs in; the login says which one it is
 * @param pattern that the whole value has; empty for any
 * @param required whether a measurement without it is malformed
 */
record DeviceRule(
    List<Places> parts,
    String kind,
    Optional<String> account,
    Optional<Pattern> pattern,
    boolean required) {
  private static final Pattern BLUETOOTH =
      Pattern.compile("([0-9A-Fa-f]{2}[:-]?){5}[0-9A-Fa-f]{2}");

  DeviceRule {
    parts = List.copyOf(parts);
  }

  /** The payload says nothing of the device. */
  static DeviceRule ofAccount(String kind, String account) {
    return new DeviceRule(List.of(), kind, Optional.of(account), Optional.empty(), false);
  }

  /** Empty when it is absent, or is not what it should be. */
  Optional<DeviceKey> in(Scope scope) {
    if (parts.size() == 1) {
      return JsonFields.text(parts.getFirst().in(scope)).filter(this::isFit).map(this::key);
    }
    List<String> values = new ArrayList<>();
    for (Places part : parts) {
      JsonFields.text(part.in(scope)).ifPresent(values::add);
    }
    return values.isEmpty() || values.size() < parts.size()
        ? Optional.empty()
        : Optional.of(String.join("/", values)).filter(this::isFit).map(this::key);
  }

  /** Whether anything stands where it should stand. */
  boolean isGivenIn(Scope scope) {
    return parts.stream().anyMatch(part -> part.areGivenIn(scope));
  }

  /** The name in complaints. */
  String field() {
    return parts.isEmpty() ? kind : parts.getFirst().field();
  }

  private boolean isFit(String value) {
    return pattern.map(wanted -> wanted.matcher(value).matches()).orElse(true)
        && (!isAddress() || BLUETOOTH.matcher(value).matches());
  }

  /** Written in any spelling, and kept in one. */
  private boolean isAddress() {
    return kind.equals("ble") || kind.equals("mac");
  }

  private DeviceKey key(String value) {
    return isAddress()
        ? new DeviceKey(kind, DeviceKey.bluetooth(value).value())
        : new DeviceKey(kind, value);
  }
}
