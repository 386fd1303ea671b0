package dev.cuffline.fhir;

import java.time.ZoneId;
import java.util.Optional;

/**
 * What an Observation refers to at its destination.
 *
 * @param subject literal reference to the patient there, {@code Patient/…}; performer too, since
 *     the patient measured at home
 * @param device literal reference to the cuff, {@code Device/…}; empty for a value typed in by hand
 * @param zone of the patient's home, for the offset of a time whose device stated none
 * @param gateway literal reference to the hub that read a BLE cuff, {@code Device/…}; its
 *     Observations then satisfy the HL7 device profiles (PHD 2.0.0) as well
 */
public record ObservationContext(
    String subject, Optional<String> device, ZoneId zone, Optional<String> gateway) {
  /** What came without a hub. */
  public ObservationContext(String subject, Optional<String> device, ZoneId zone) {
    this(subject, device, zone, Optional.empty());
  }
}
