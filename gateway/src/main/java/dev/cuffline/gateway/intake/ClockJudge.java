package dev.cuffline.gateway.intake;

import dev.cuffline.gateway.format.Reason;
import dev.cuffline.gateway.format.WallClock;
import dev.cuffline.gateway.format.WireTime;
import dev.cuffline.rules.reading.ClockRepair;
import dev.cuffline.rules.reading.MeasuredAt;
import dev.cuffline.rules.reading.TimeQuality;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Judges what a time on the wire is worth. Pure.
 *
 * <ul>
 *   <li>Wall time is read in the patient's zone, see {@link WallClock}; without a zone it is in
 *       doubt, {@code timestamp-without-zone}.
 *   <li>Later than its receipt by more than the tolerance: {@code clock-future}. Older than the
 *       limit at its receipt, or on a date that cuffs show after a battery change: {@code
 *       clock-reset}. A clock that agrees with the receipt to {@code lateAfter} is right even on
 *       such a date: somebody did measure on 2020-01-01.
 *   <li>Wall time with both clocks of one connection: repaired, quality REPAIRED. A hub's clock
 *       that the receipt contradicts repairs nothing: note {@code hub-clock-implausible}, and the
 *       wall time is judged as it stands.
 *   <li>No time at all: the receipt stands in for it, quality RECEIPT_TIME, note {@code
 *       receipt-time}. That is good enough to look after a patient, not to count a day by: billing
 *       holds it with TIME_UNCONFIRMED until a person confirms the date (devices.md 6, problem 1;
 *       billing-rules.md section 3, time quality).
 *   <li>Older when judged than {@code lateAfter}: note {@code late}.
 * </ul>
 */
final class ClockJudge {
  private final ClockLimits limits;

  ClockJudge(ClockLimits limits) {
    this.limits = limits;
  }

  /**
   * A time and what is to be said of it.
   *
   * @param measuredAt SUSPECT in quality when in doubt; empty when wall time came without any zone
   *     to read it in
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
          judge(new MeasuredAt(at, quality, offset, raw), List.of(), receivedAt, judgedAt);
      case WireTime.Local(LocalDateTime wall, String raw) ->
          zone.isPresent()
              ? local(WallClock.read(wall, zone.get()), raw, receivedAt, judgedAt)
              : new Verdict(
                  Optional.empty(), Optional.of(Reason.of("timestamp-without-zone")), List.of());
      case WireTime.Repairable told -> repairable(told, zone, receivedAt, judgedAt);
      case WireTime.Missing(String raw) ->
          new Verdict(
              Optional.of(
                  new MeasuredAt(receivedAt, TimeQuality.RECEIPT_TIME, Optional.empty(), raw)),
              Optional.empty(),
              notes(List.of(Reason.of("receipt-time")), receivedAt, judgedAt));
    };
  }

  /** Both clocks stay in the raw text, as evidence of the repair. */
  private Verdict repairable(
      WireTime.Repairable told, Optional<ZoneId> zone, Instant receivedAt, Instant judgedAt) {
    if (isBelievable(told, receivedAt)) {
      Instant repaired = told.hubNow().plus(Duration.between(told.cuffNow(), told.dateTime()));
      String evidence = new ClockRepair(told.raw(), told.cuffNow(), told.hubNow()).text();
      return judge(
          new MeasuredAt(repaired, TimeQuality.REPAIRED, Optional.empty(), evidence),
          List.of(),
          receivedAt,
          judgedAt);
    }
    Verdict asItStands =
        judge(new WireTime.Local(told.dateTime(), told.raw()), zone, receivedAt, judgedAt);
    List<Reason> notes = new ArrayList<>(asItStands.notes());
    notes.add(Reason.of("hub-clock-implausible"));
    return new Verdict(asItStands.measuredAt(), asItStands.doubt(), notes);
  }

  /**
   * A hub may keep what it has read for days, so its time may lie well before the receipt, never
   * after it; one whose clock no network has set must agree with the receipt.
   */
  private boolean isBelievable(WireTime.Repairable told, Instant receivedAt) {
    Duration back = told.hubSynchronised() ? limits.oldest() : limits.futureTolerance();
    return !told.hubNow().isAfter(receivedAt.plus(limits.futureTolerance()))
        && !told.hubNow().isBefore(receivedAt.minus(back));
  }

  private Verdict local(WallClock clock, String raw, Instant receivedAt, Instant judgedAt) {
    return judge(
        new MeasuredAt(clock.instant(), TimeQuality.DEVICE, Optional.of(clock.offset()), raw),
        clock.mark().stream().toList(),
        receivedAt,
        judgedAt);
  }

  private Verdict judge(
      MeasuredAt measured, List<Reason> marks, Instant receivedAt, Instant judgedAt) {
    Instant at = measured.instant();
    if (at.isAfter(receivedAt.plus(limits.futureTolerance()))) {
      return suspect(measured, "clock-future");
    }
    if (at.isBefore(receivedAt.minus(limits.oldest())) || isReset(measured, receivedAt)) {
      return suspect(measured, "clock-reset");
    }
    return new Verdict(Optional.of(measured), Optional.empty(), notes(marks, at, judgedAt));
  }

  private boolean isReset(MeasuredAt measured, Instant receivedAt) {
    LocalDate shown =
        measured.instant().atOffset(measured.offset().orElse(ZoneOffset.UTC)).toLocalDate();
    Duration age = Duration.between(measured.instant(), receivedAt);
    return limits.defaultDates().contains(shown) && age.compareTo(limits.lateAfter()) > 0;
  }

  private List<Reason> notes(List<Reason> marks, Instant measuredAt, Instant judgedAt) {
    List<Reason> notes = new ArrayList<>(marks);
    if (measuredAt.isBefore(judgedAt.minus(limits.lateAfter()))) {
      notes.add(Reason.of("late"));
    }
    return notes;
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
