package dev.cuffline.gateway.format;

import dev.cuffline.gateway.registry.DeviceKey;
import java.util.List;
import java.util.Optional;

/** How one kind of payload is read. Stateless and safe for use by many threads. */
public interface PayloadFormat {
  /** The name in topics, paths and settings, for example {@code ble-2a35}. */
  String name();

  /** Grows whenever the same bytes would give another item; kept with every derived row (P3). */
  int version();

  /**
   * What people call the device, where payloads never say which it is because an account has one:
   * the login says it.
   */
  default Optional<DeviceKey> accountDevice() {
    return Optional.empty();
  }

  /**
   * Reads a payload. Total: any bytes give at least one item.
   *
   * @param payload not changed
   * @param quirks of the sending device's model, from the registry (D4)
   */
  List<DecodedItem> decode(byte[] payload, Quirks quirks);
}
