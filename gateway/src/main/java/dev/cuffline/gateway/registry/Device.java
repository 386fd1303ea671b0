package dev.cuffline.gateway.registry;

import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.RegulatoryStatus;
import java.util.Comparator;
import java.util.List;

/**
 * A cuff or another measuring device. Its {@code toString} shows the opaque id alone (P7).
 *
 * @param id ours; also its MQTT user name when it has a login of its own
 * @param keys what it calls itself on the wire
 * @param format how its payload is read, for example {@code ble-2a35}
 * @param regulatoryStatus on file (R8)
 * @param manufacturer as on the label, or empty
 * @param model as on the label, or empty; chooses a quirk together with the manufacturer (D4)
 * @param label what else stands on it
 */
public record Device(
    DeviceId id,
    List<DeviceKey> keys,
    String format,
    RegulatoryStatus regulatoryStatus,
    String manufacturer,
    String model,
    Label label) {
  /** A device on whose label nobody has looked any further. */
  public Device(
      DeviceId id,
      List<DeviceKey> keys,
      String format,
      RegulatoryStatus regulatoryStatus,
      String manufacturer,
      String model) {
    this(id, keys, format, regulatoryStatus, manufacturer, model, Label.NONE);
  }

  /** Checks and copies the values; keys come in the order of their text. */
  public Device {
    Checks.id(id.value(), "id");
    keys = keys.stream().sorted(Comparator.comparing(DeviceKey::text)).toList();
    Checks.distinct(keys, "keys");
    keys.forEach(Device::check);
    Checks.id(format, "format");
    Checks.optionalText(manufacturer, "manufacturer");
    Checks.optionalText(model, "model");
  }

  private static void check(DeviceKey key) {
    Checks.text(key.kind(), "keys");
    Checks.text(key.value(), "keys");
    if (key.kind().equals("imei") && !key.value().matches("[0-9]{14,16}")) {
      throw new InvalidValueException("keys", "an IMEI must have 14 to 16 digits");
    }
    if (key.kind().equals("ble") && !key.value().matches("([0-9A-F]{2}:){5}[0-9A-F]{2}")) {
      throw new InvalidValueException(
          "keys", "a Bluetooth address must have six pairs of hexadecimal digits");
    }
  }

  @Override
  public String toString() {
    return "Device[" + id + "]";
  }
}
