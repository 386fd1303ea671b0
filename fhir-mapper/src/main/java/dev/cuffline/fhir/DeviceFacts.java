package dev.cuffline.fhir;

import dev.cuffline.rules.reading.DeviceId;
import java.util.List;
import java.util.Optional;

/**
 * What is on file about a cuff.
 *
 * @param id ours
 * @param manufacturer as registered, or empty
 * @param model as registered, or empty
 * @param identifiers its own, where a destination may see them; may be empty
 * @param udi as printed or scanned, if known
 * @param active false once it was retired
 */
public record DeviceFacts(
    DeviceId id,
    String manufacturer,
    String model,
    List<DeviceIdentifier> identifiers,
    Optional<String> udi,
    boolean active) {
  /** System of Bluetooth addresses as FHIR writes them, in pairs with hyphens. */
  public static final String BLUETOOTH = "http://hl7.org/fhir/sid/eui-48/bluetooth";

  /** A device of which no UDI is known. */
  public DeviceFacts(
      DeviceId id,
      String manufacturer,
      String model,
      List<DeviceIdentifier> identifiers,
      boolean active) {
    this(id, manufacturer, model, identifiers, Optional.empty(), active);
  }

  /**
   * What the device calls itself.
   *
   * @param system absolute URI, for example {@code http://hl7.org/fhir/sid/eui-48/bluetooth}
   * @param value in that system
   */
  public record DeviceIdentifier(String system, String value) {}

  /** Copies the identifiers. */
  public DeviceFacts {
    identifiers = List.copyOf(identifiers);
  }
}
