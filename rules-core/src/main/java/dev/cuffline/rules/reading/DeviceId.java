package dev.cuffline.rules.reading;

/**
 * Cuffline's own identifier of a cuff or hub; never an IMEI, serial number or address.
 *
 * @param value opaque, not blank, at most 128 characters
 */
public record DeviceId(String value) {
  /** Refuses a blank or over-long value. */
  public DeviceId {
    Identifiers.requireValid(value, "DeviceId");
  }

  @Override
  public String toString() {
    return value;
  }
}
