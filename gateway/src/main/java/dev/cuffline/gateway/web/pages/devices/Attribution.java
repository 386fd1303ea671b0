package dev.cuffline.gateway.web.pages.devices;

import dev.cuffline.gateway.registry.DeviceAssignment;
import dev.cuffline.gateway.registry.Mode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The assignment that makes a cuff a patient's from an instant on, beside those that there are: it
 * ends where the next one begins, and a use of the same patient that begins later is begun earlier.
 *
 * @param assignment as it is to be saved
 * @param mode whether it is new or a correction
 */
record Attribution(DeviceAssignment assignment, Mode mode) {
  /**
   * Plans it; empty when the cuff is the patient's already.
   *
   * @param wanted open-ended, from the instant on
   * @param others the cuff's, in any order
   */
  static Optional<Attribution> of(DeviceAssignment wanted, List<DeviceAssignment> others) {
    List<DeviceAssignment> meeting = others.stream().filter(wanted::overlaps).toList();
    boolean there =
        meeting.stream()
            .anyMatch(
                other -> other.patient().equals(wanted.patient()) && holds(other, wanted.from()));
    if (there) {
      return Optional.empty();
    }
    Optional<DeviceAssignment> next =
        meeting.stream()
            .filter(other -> other.from().isAfter(wanted.from()))
            .min(Comparator.comparing(DeviceAssignment::from));
    if (next.isEmpty()) {
      return Optional.of(new Attribution(wanted, Mode.CREATE));
    }
    DeviceAssignment later = next.get();
    if (later.patient().equals(wanted.patient()) && later.slot().equals(wanted.slot())) {
      return Optional.of(
          new Attribution(
              new DeviceAssignment(
                  later.id(),
                  later.device(),
                  later.slot(),
                  later.patient(),
                  wanted.from(),
                  later.to()),
              Mode.REPLACE));
    }
    return Optional.of(new Attribution(wanted.until(later.from()), Mode.CREATE));
  }

  private static boolean holds(DeviceAssignment other, Instant at) {
    return !other.from().isAfter(at) && other.to().map(at::isBefore).orElse(true);
  }
}
