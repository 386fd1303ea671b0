package dev.cuffline.gateway.intake;

import dev.cuffline.gateway.format.DecodedItem;
import dev.cuffline.gateway.format.DecodedItem.Measurement;
import dev.cuffline.gateway.format.PressureFrame;
import dev.cuffline.gateway.format.Reason;
import dev.cuffline.gateway.registry.Assignment;
import dev.cuffline.gateway.registry.DeviceRecord;
import dev.cuffline.rules.reading.EntryMethod;
import dev.cuffline.rules.reading.MeasuredAt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Judges one decoded item: whether its clock, its values and its owner let it become a reading.
 * Pure; deduplication comes after it.
 */
public final class ItemJudge {
  private static final String UNKNOWN_USER = String.valueOf(PressureFrame.UNKNOWN_USER);

  private final ClockLimits limits;
  private final ClockJudge clock;

  /** Judges clocks by these limits. */
  public ItemJudge(ClockLimits limits) {
    this.limits = limits;
    this.clock = new ClockJudge(limits);
  }

  ClockLimits clockLimits() {
    return limits;
  }

  /** Every item gets exactly one disposition. */
  public Judged judge(DecodedItem item, JudgingContext context) {
    return switch (item) {
      case Measurement measurement -> measurement(measurement, context);
      case DecodedItem.Telemetry telemetry -> plain(Disposition.TELEMETRY, telemetry);
      case DecodedItem.Irrelevant irrelevant -> plain(Disposition.IGNORE, irrelevant);
      case DecodedItem.Parked parked -> plain(Disposition.QUARANTINE, parked);
      case DecodedItem.Malformed malformed -> plain(Disposition.REJECT, malformed);
    };
  }

  private static Judged plain(Disposition disposition, DecodedItem item) {
    return new Judged(
        disposition, item.reasons(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private Judged measurement(Measurement measurement, JudgingContext context) {
    ClockJudge.Verdict time =
        clock.judge(measurement.time(), context.zone(), context.receivedAt(), context.judgedAt());
    List<Reason> reasons = new ArrayList<>(measurement.reasons());
    time.doubt().ifPresent(reasons::add);
    reasons.addAll(time.notes());
    boolean usable =
        time.doubt().isEmpty()
            && measurement.plausible()
            && (measurement.bloodPressure().isPresent()
                || measurement.lone().equals(DecodedItem.LonePressure.NONE));
    Instant when =
        time.doubt().isEmpty()
            ? time.measuredAt().map(MeasuredAt::instant).orElse(context.receivedAt())
            : context.receivedAt();
    Owned owned = owner(measurement, context, when);
    owned.refusal().ifPresent(reasons::add);
    Disposition disposition = Disposition.QUARANTINE;
    if (usable && owned.owner().isPresent()) {
      boolean manual = measurement.entry() == EntryMethod.MANUAL;
      if (manual) {
        reasons.add(Reason.of("manual-entry"));
      }
      disposition = manual ? Disposition.ACCEPT_NOT_COUNTED : Disposition.ACCEPT;
    }
    return new Judged(
        disposition, reasons, Optional.of(measurement), time.measuredAt(), owned.owner());
  }

  private record Owned(Optional<Judged.Owner> owner, Optional<Reason> refusal) {
    static Owned refused(String code) {
      return new Owned(Optional.empty(), Optional.of(Reason.of(code)));
    }
  }

  /** Whose it was at an instant (D13). */
  private static Owned owner(Measurement measurement, JudgingContext context, Instant when) {
    if (context.device().isEmpty()) {
      return Owned.refused("unknown-device");
    }
    DeviceRecord device = context.device().get();
    List<Assignment> forSlot =
        device.assignments().stream()
            .filter(assignment -> assignment.matches(measurement.slot()))
            .toList();
    for (Assignment assignment : forSlot) {
      if (assignment.covers(when)) {
        return new Owned(
            Optional.of(new Judged.Owner(assignment.patient(), device.id(), assignment.zone())),
            Optional.empty());
      }
    }
    if (device.assignments().isEmpty()) {
      return Owned.refused("unassigned");
    }
    if (forSlot.isEmpty()) {
      return Owned.refused(
          measurement.slot().equals(Optional.of(UNKNOWN_USER))
              ? "user-unknown"
              : "user-slot-unassigned");
    }
    boolean before = forSlot.stream().allMatch(assignment -> when.isBefore(assignment.from()));
    return Owned.refused(before ? "before-assignment" : "unassigned");
  }
}
