package dev.cuffline.gateway.registry;

import dev.cuffline.rules.reading.PatientId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * A device, or one user slot of it, in a patient's hands for a time (D13).
 *
 * @param slot the cuff's user slot as text; empty means every slot
 * @param patient whose it is
 * @param zone the patient's home zone, for clocks that send local time
 * @param from inclusive
 * @param to exclusive; empty while it goes on
 */
public record Assignment(
    Optional<String> slot, PatientId patient, ZoneId zone, Instant from, Optional<Instant> to) {
  /** Whether it was in force at an instant. */
  public boolean covers(Instant instant) {
    return !instant.isBefore(from) && to.map(instant::isBefore).orElse(true);
  }

  /** Whether it speaks of this slot; a reading without a slot matches only an all-slot one. */
  public boolean matches(Optional<String> readingSlot) {
    return slot.isEmpty() || slot.equals(readingSlot);
  }
}
