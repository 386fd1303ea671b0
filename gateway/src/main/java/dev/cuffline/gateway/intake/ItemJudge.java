package dev.cuffline.gateway.intake;

import dev.cuffline.gateway.format.DecodedItem;
import dev.cuffline.gateway.format.DecodedItem.LonePressure;
import dev.cuffline.gateway.format.DecodedItem.Measurement;
import dev.cuffline.gateway.format.Reason;
import dev.cuffline.rules.reading.EntryMethod;
import dev.cuffline.rules.reading.MeasuredAt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Judges one decoded item: whether its clock, its values and its owner let it become a reading.
 * Pure; deduplication comes after it.
 *
 * <p>A measurement with whatever doubt is quarantined and keeps its values, its time and, where it
 * is known, its patient, for the critical rules to run on (P6). A typed one is stored and not
 * counted. One that has only the receipt for a time is <em>accepted</em>: its quality,
 * RECEIPT_TIME, keeps it from counting until a person confirms the date, which {@code
 * accept-not-counted} (never counts) would not allow.
 */
public final class ItemJudge {
  private final ClockLimits limits;
  private final ClockJudge clock;

  /** Judges clocks by these limits. */
  public ItemJudge(ClockLimits limits) {
    this.limits = limits;
    this.clock = new ClockJudge(limits);
  }

  /** The limits given. */
  public ClockLimits clockLimits() {
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
    ClockJudge its = context.clock().isEmpty() ? clock : new ClockJudge(context.limits(limits));
    ClockJudge.Verdict time =
        its.judge(measurement.time(), context.zone(), context.receivedAt(), context.judgedAt());
    Ownership ownership =
        Ownership.of(context.device(), measurement.slot(), ownedWhen(time, context));
    List<Reason> reasons = new ArrayList<>(measurement.reasons());
    reasons.addAll(measurement.capture().doubts());
    time.doubt().ifPresent(reasons::add);
    reasons.addAll(time.notes());
    ownership.refusal().ifPresent(reasons::add);
    boolean manual = measurement.entry() == EntryMethod.MANUAL;
    if (manual) {
      reasons.add(Reason.of("manual-entry"));
    }
    Disposition disposition = Disposition.QUARANTINE;
    boolean isClear = time.doubt().isEmpty() && measurement.capture().doubts().isEmpty();
    if (isClear && hasUsableValue(measurement) && ownership.owner().isPresent()) {
      disposition = manual ? Disposition.ACCEPT_NOT_COUNTED : Disposition.ACCEPT;
      if (ReadingKey.isWeak(measurement, limits)) {
        reasons.add(Reason.of("weak-identity"));
      }
    }
    return new Judged(
        disposition,
        reasons.stream().distinct().toList(),
        Optional.of(measurement),
        time.measuredAt(),
        ownership.owner());
  }

  /** A clock that is in doubt says nothing of who held the cuff: the receipt does. */
  private static Instant ownedWhen(ClockJudge.Verdict time, JudgingContext context) {
    return time.doubt().isEmpty()
        ? time.measuredAt().map(MeasuredAt::instant).orElse(context.receivedAt())
        : context.receivedAt();
  }

  private static boolean hasUsableValue(Measurement measurement) {
    return measurement.plausible()
        && measurement.lone().equals(LonePressure.NONE)
        && (measurement.bloodPressure().isPresent()
            || measurement.pulse().isPresent()
            || !measurement.flags().isEmpty());
  }
}
