package dev.cuffline.gateway.registry;

import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.PatientId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A device, or one of its user slots, in a patient's hands for a time (D13), as a person said it.
 *
 * @param id ours
 * @param device which device
 * @param slot the cuff's user slot as text; empty means every slot
 * @param patient whose it is
 * @param from inclusive
 * @param to exclusive; empty while it goes on
 */
public record DeviceAssignment(
    String id,
    DeviceId device,
    Optional<String> slot,
    PatientId patient,
    Instant from,
    Optional<Instant> to) {
  /** Checks the values. */
  public DeviceAssignment {
    Checks.id(id, "id");
    Checks.id(device.value(), "device");
    Checks.text(slot, "slot");
    Checks.id(patient.value(), "patient");
    from = from.truncatedTo(ChronoUnit.MICROS);
    to = to.map(end -> end.truncatedTo(ChronoUnit.MICROS));
    if (to.isPresent() && !to.get().isAfter(from)) {
      throw new InvalidValueException("to", "must lie after from");
    }
  }

  /** Whether both speak of the same device and slot at some instant; "every slot" meets any. */
  public boolean overlaps(DeviceAssignment other) {
    boolean sameSlot = slot.isEmpty() || other.slot.isEmpty() || slot.equals(other.slot);
    return device.equals(other.device)
        && sameSlot
        && to.map(end -> other.from.isBefore(end)).orElse(true)
        && other.to.map(from::isBefore).orElse(true);
  }

  /** The same until another instant. */
  public DeviceAssignment until(Instant end) {
    return new DeviceAssignment(id, device, slot, patient, from, Optional.of(end));
  }
}
