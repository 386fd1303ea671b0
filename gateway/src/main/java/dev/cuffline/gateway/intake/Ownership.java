package dev.cuffline.gateway.intake;

import dev.cuffline.gateway.format.PressureFrame;
import dev.cuffline.gateway.format.Reason;
import dev.cuffline.gateway.registry.Assignment;
import dev.cuffline.gateway.registry.DeviceRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whose a reading was, by the assignments of its device (D13; field problems 10, 11, 24).
 *
 * <p>An assignment of the reading's slot goes before one of all slots. An unknown user on a cuff
 * that several patients share is nobody's, whatever the assignments say.
 *
 * @param owner empty when it has none
 * @param refusal why it has none: {@code unknown-device}, {@code unassigned}, {@code
 *     before-assignment}, {@code after-assignment}, {@code user-slot-unassigned}, {@code
 *     assignment-ambiguous}
 */
record Ownership(Optional<Judged.Owner> owner, Optional<Reason> refusal) {
  private static final String UNKNOWN_USER = String.valueOf(PressureFrame.UNKNOWN_USER);

  private static Ownership refused(String code) {
    return new Ownership(Optional.empty(), Optional.of(Reason.of(code)));
  }

  static Ownership of(Optional<DeviceRecord> known, Optional<String> slot, Instant when) {
    if (known.isEmpty()) {
      return refused("unknown-device");
    }
    DeviceRecord device = known.get();
    if (device.assignments().isEmpty()) {
      return refused("unassigned");
    }
    List<Assignment> inForce =
        device.assignments().stream().filter(assignment -> assignment.covers(when)).toList();
    List<Assignment> matching =
        inForce.stream().filter(assignment -> assignment.matches(slot)).toList();
    if (slot.filter(UNKNOWN_USER::equals).isPresent() && patients(inForce) > 1) {
      return refused("user-slot-unassigned");
    }
    List<Assignment> ofSlot =
        matching.stream().filter(assignment -> assignment.slot().isPresent()).toList();
    List<Assignment> best = ofSlot.isEmpty() ? matching : ofSlot;
    if (best.isEmpty()) {
      return refused(whyNone(device, slot, when, inForce));
    }
    if (patients(best) > 1) {
      return refused("assignment-ambiguous");
    }
    return new Ownership(Optional.of(owner(device, best.getFirst())), Optional.empty());
  }

  private static Judged.Owner owner(DeviceRecord device, Assignment assignment) {
    return new Judged.Owner(assignment.patient(), device.id(), assignment.zone());
  }

  private static long patients(List<Assignment> assignments) {
    return assignments.stream().map(Assignment::patient).distinct().count();
  }

  private static String whyNone(
      DeviceRecord device, Optional<String> slot, Instant when, List<Assignment> inForce) {
    if (!inForce.isEmpty()) {
      return "user-slot-unassigned";
    }
    List<Assignment> ofSlot =
        device.assignments().stream().filter(assignment -> assignment.matches(slot)).toList();
    if (ofSlot.isEmpty()) {
      return "user-slot-unassigned";
    }
    if (ofSlot.stream().allMatch(assignment -> when.isBefore(assignment.from()))) {
      return "before-assignment";
    }
    boolean after =
        ofSlot.stream()
            .allMatch(assignment -> assignment.to().filter(end -> !when.isBefore(end)).isPresent());
    return after ? "after-assignment" : "unassigned";
  }
}
