package dev.cuffline.gateway.intake;

import dev.cuffline.gateway.format.Reason;
import dev.cuffline.gateway.format.WireTime;
import dev.cuffline.rules.reading.MeasuredAt;
import dev.cuffline.rules.reading.TimeQuality;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Optional;

/**
 * Judges what a time on the wire is worth. Pure.
 *
 * <p>Wall time is read in the patient's zone: in a DST gap with the offset before the change, in an
 * overlap with the earlier offset, both marked (field problem 4, D12). Without a usable time the
 * receipt stands in for it, quality RECEIPT_TIME: good enough to look after a patient, not to count
 * a day by (billing-rules.md section 3, time quality).
 */
final class ClockJudge {
  private final ClockLimits limits;

  ClockJudge(ClockLimits limits) {
    this.limits = limits;
  }

  /**
   * A time and what is to be said of it.
   *
   * @param measuredAt empty when wall time came without any zone to read it in
   * @param doubt why it must not be used; empty when it may
   * @param notes what to know of a time that may be used
   */
  record Verdict(Optional<MeasuredAt> measuredAt, Optional<Reason> doubt, List<Reason> notes) {}

  /**
   * Judges a time.
   *
   * @param zone of the patient, or of the source; empty when nobody knows it
   */
  Verdict judge(WireTime time, Optional<ZoneId> zone, Instant receivedAt, Instant judgedAt) {
    return switch (time) {
      case WireTime.At(Instant at, Optional<ZoneOffset> offset, TimeQuality quality, String raw) ->
          plausible(
              new MeasuredAt(at, quality, offset, raw),
              at.atOffset(offset.orElse(ZoneOffset.UTC)).toLocalDate(),
              List.of(),
              receivedAt,
              judgedAt);
      case WireTime.Local(LocalDateTime wall, String raw) ->
          zone.isPresent()
              ? local(wall, raw, zone.get(), receivedAt, judgedAt)
              : new Verdict(
                  Optional.empty(), Optional.of(Reason.of("timestamp-without-zone")), List.of());
      case WireTime.Missing(String raw) ->
          new Verdict(
              Optional.of(
                  new MeasuredAt(receivedAt, TimeQuality.RECEIPT_TIME, Optional.empty(), raw)),
              Optional.empty(),
              List.of(Reason.of("receipt-time")));
    };
  }

  private Verdict local(
      LocalDateTime wall, String raw, ZoneId zone, Instant receivedAt, Instant judgedAt) {
    ZoneOffsetTransition change = zone.getRules().getTransition(wall);
    ZoneOffset offset = change == null ? zone.getRules().getOffset(wall) : change.getOffsetBefore();
    List<Reason> notes =
        change == null
            ? List.of()
            : List.of(
                Reason.of(change.isGap() ? "local-time-in-dst-gap" : "local-time-in-dst-overlap"));
    return plausible(
        new MeasuredAt(wall.toInstant(offset), TimeQuality.DEVICE, Optional.of(offset), raw),
        wall.toLocalDate(),
        notes,
        receivedAt,
        judgedAt);
  }

  private Verdict plausible(
      MeasuredAt measured,
      LocalDate shown,
      List<Reason> notes,
      Instant receivedAt,
      Instant judgedAt) {
    Instant at = measured.instant();
    if (at.isAfter(receivedAt.plus(limits.futureTolerance()))) {
      return suspect(measured, "clock-future");
    }
    if (limits.defaultDates().contains(shown) || at.isBefore(receivedAt.minus(limits.oldest()))) {
      return suspect(measured, "clock-reset");
    }
    boolean late = at.isBefore(judgedAt.minus(limits.lateAfter()));
    List<Reason> all =
        late
            ? java.util.stream.Stream.concat(notes.stream(), List.of(Reason.of("late")).stream())
                .toList()
            : notes;
    return new Verdict(Optional.of(measured), Optional.empty(), all);
  }

  private static Verdict suspect(MeasuredAt measured, String code) {
    return new Verdict(
        Optional.of(
            new MeasuredAt(
                measured.instant(), TimeQuality.SUSPECT, measured.offset(), measured.raw())),
        Optional.of(Reason.of(code)),
        List.of());
  }
}
