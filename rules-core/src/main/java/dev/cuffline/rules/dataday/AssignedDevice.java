package dev.cuffline.rules.dataday;

import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.Reading;
import dev.cuffline.rules.reading.RegulatoryStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * A device in the patient's hands for a time, with what is on file about it (R8).
 *
 * @param device the device
 * @param status whether it is an FDA-defined medical device
 * @param from inclusive
 * @param to exclusive; empty while it goes on
 */
public record AssignedDevice(
    DeviceId device, RegulatoryStatus status, Instant from, Optional<Instant> to) {
  /** Whether a reading was taken with this device while it was the patient's. */
  public boolean covers(Reading reading) {
    Instant measured = reading.measuredAt().instant();
    return device.equals(reading.device())
        && !measured.isBefore(from)
        && to.map(measured::isBefore).orElse(true);
  }
}
