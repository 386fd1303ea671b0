package dev.cuffline.gateway.registry;

import java.util.Locale;

/**
 * What a device calls itself on the wire: {@code imei:990000000000017}, {@code
 * ble:D6:16:F9:64:16:22}, {@code serial:TT0001}, or {@code source:…} for one that is known by its
 * login alone. Holds a device identifier: not for logs.
 *
 * @param kind lower case: {@code imei}, {@code ble}, {@code serial}, {@code source}, or a vendor's
 * @param value normalised: Bluetooth addresses in upper case with colons
 */
public record DeviceKey(String kind, String value) {
  /** An IMEI, 15 digits where the vendor sends all of them. */
  public static DeviceKey imei(String value) {
    return new DeviceKey("imei", value.strip());
  }

  /** A serial number. */
  public static DeviceKey serial(String value) {
    return new DeviceKey("serial", value.strip());
  }

  /** A device that has no other name than its login. */
  public static DeviceKey source(String value) {
    return new DeviceKey("source", value);
  }

  /** A Bluetooth device address in any usual spelling (devices.md 3.1). */
  public static DeviceKey bluetooth(String address) {
    String digits = address.replaceAll("[^0-9A-Fa-f]", "").toUpperCase(Locale.ROOT);
    return new DeviceKey("ble", String.join(":", digits.split("(?<=\\G..)")));
  }

  /** {@code kind:value}. */
  public String text() {
    return kind + ":" + value;
  }

  /** Reads {@code kind:value}. */
  public static DeviceKey parse(String text) {
    int colon = text.indexOf(':');
    if (colon <= 0 || colon == text.length() - 1) {
      throw new IllegalArgumentException("expected kind:value, for example imei:990000000000017");
    }
    String kind = text.substring(0, colon).toLowerCase(Locale.ROOT);
    String value = text.substring(colon + 1);
    return kind.equals("ble") ? bluetooth(value) : new DeviceKey(kind, value);
  }
}
