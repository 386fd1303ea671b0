package dev.cuffline.gateway.registry;

import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.PatientId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Something that happened to a device. Where it stands is what the latest of them says.
 *
 * @param id ours
 * @param device which device
 * @param kind what happened
 * @param at when
 * @param patient to or by whom; needed where it was set up and taught
 * @param staff who did it; needed where it was set up and taught (R20)
 * @param note for people; may be empty
 */
public record DeviceEvent(
    String id,
    DeviceId device,
    Kind kind,
    Instant at,
    Optional<PatientId> patient,
    Optional<String> staff,
    String note) {
  /** What can happen to a device. */
  public enum Kind {
    /** On the practice's shelf. */
    IN_STOCK,
    /** On its way to a patient. */
    SHIPPED,
    /** At the patient's. */
    DELIVERED,
    /** Set up, and its use taught: what 99453 rests on. */
    SET_UP,
    /** The patient measures with it. */
    IN_USE,
    /** Nobody knows where it is. */
    LOST,
    /** Back at the practice. */
    RETURNED,
    /** Holds no readings of its last patient any more. */
    MEMORY_CLEARED,
    /** Out of use for good. */
    RETIRED;

    /** Whether a patient can be given it after this. */
    boolean isGone() {
      return this == LOST || this == RETIRED;
    }
  }

  /** Checks the values. */
  public DeviceEvent {
    Checks.id(id, "id");
    Checks.id(device.value(), "device");
    patient.ifPresent(whose -> Checks.id(whose.value(), "patient"));
    Checks.text(staff, "staff");
    Checks.optionalText(note, "note");
    at = at.truncatedTo(ChronoUnit.MICROS);
    if (kind == Kind.SET_UP) {
      Checks.needs(Optional.of(kind), "kind SET_UP", patient, "patient");
      Checks.needs(Optional.of(kind), "kind SET_UP", staff, "staff");
    }
  }
}
