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
 */
public record ObservationContext(String subject, Optional<String> device, ZoneId zone) {}
