package dev.cuffline.fhir;

import dev.cuffline.rules.reading.DeviceId;
import java.util.List;

/**
 * What is on file about a cuff.
 *
 * @param id ours
 * @param manufacturer as registered, or empty
 * @param model as registered, or empty
 * @param identifiers its own, where a destination may see them; may be empty
 * @param active false once it was retired
 */
public record DeviceFacts(
    DeviceId id,
    String manufacturer,
    String model,
    List<DeviceIdentifier> identifiers,
    boolean active) {
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
