package dev.cuffline.rules.billing;

import dev.cuffline.rules.billing.Neighbours.SelfMeasured;
import dev.cuffline.rules.dataday.DayReason;
import dev.cuffline.rules.dataday.DevicePeriod;
import dev.cuffline.rules.dataday.NotCounted;
import dev.cuffline.rules.dataday.PeriodState;
import dev.cuffline.rules.reading.DateRange;
import dev.cuffline.rules.reading.Reading;
import dev.cuffline.rules.reading.ReadingId;
import dev.cuffline.rules.reading.RegulatoryStatus;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Self-measured pressure, suggested where a device period fails because values were typed (R49): a
 * validated cuff and enough readings of any source. That an average was worked out and a plan told
 * to the patient, a person confirms.
 */
record SelfMeasuredCode(Question question) {
  /**
   * The suggestion for a period.
   *
   * @param beside what was determined for device supply, set-up and interpretation
   */
  Optional<Determination> determine(DevicePeriod period, List<Determination> beside) {
    SelfMeasured row = RuleSets.inForceOn(period.range().to()).neighbours().selfMeasured();
    List<String> readings = readings(period);
    boolean failed =
        beside.stream()
            .filter(each -> each.units() > 0)
            .noneMatch(each -> each.period().filter(period.range()::overlaps).isPresent());
    boolean typed =
        period.excluded().stream().anyMatch(e -> e.reason() == DayReason.MANUAL_EXCLUDED);
    if (!failed
        || !typed
        || readings.size() < row.readings()
        || isBilledIn(period.range(), never(period, row))) {
      return Optional.empty();
    }
    Draft draft = new Draft(row.code(), Optional.of(period.range()));
    draft.review(ReasonCode.SMBP_SUGGESTED);
    question.conditions(draft, row.code(), period.range().to());
    if (period.state() != PeriodState.CLOSED) {
      draft.project(ReasonCode.PERIOD_OPEN);
    }
    boolean adopted = question.payer().adoptedCodes().contains(row.code());
    if (!adopted) {
      draft.note(ReasonCode.CODE_NOT_ADOPTED);
    }
    return Optional.of(
        draft.build(
            new Draft.Figures(
                adopted ? 1 : 0,
                Optional.of(period.range().to()),
                readings,
                OptionalLong.empty(),
                OptionalLong.empty(),
                0),
            question));
  }

  private static Set<BillingCode> never(DevicePeriod period, SelfMeasured row) {
    RuleSet rules = RuleSets.inForceOn(period.range().to());
    Set<BillingCode> never = new HashSet<>(RuleSets.deviceFamily());
    never.add(rules.neighbours().interpretation().code());
    never.add(row.code());
    return never;
  }

  /** By others, as it is on file, or released by us. */
  private boolean isBilledIn(DateRange range, Set<BillingCode> codes) {
    return question.servicesIn(range, codes)
        || question.released().stream()
            .anyMatch(claim -> codes.contains(claim.code()) && claim.period().overlaps(range));
  }

  /**
   * Readings of the period that stand, have a value, and were taken with the patient's own cuff,
   * typed or not; several of one date are several.
   */
  private List<String> readings(DevicePeriod period) {
    Set<ReadingId> unfit =
        Stream.concat(
                period.held().stream(),
                period.excluded().stream().filter(e -> e.reason() != DayReason.MANUAL_EXCLUDED))
            .map(NotCounted::reading)
            .collect(Collectors.toSet());
    return question.facts().readings().stream()
        .filter(reading -> !reading.receivedAt().isAfter(question.asOf()))
        .filter(reading -> period.range().contains(dateOf(reading)))
        .filter(reading -> reading.bloodPressure().isPresent())
        .filter(reading -> !unfit.contains(reading.id()) && isFromOwnCuff(reading))
        .map(reading -> reading.id().value())
        .distinct()
        .sorted()
        .toList();
  }

  private LocalDate dateOf(Reading reading) {
    return question.facts().zones().dateOf(reading.measuredAt().instant());
  }

  private boolean isFromOwnCuff(Reading reading) {
    return question.facts().devices().stream()
        .filter(device -> device.covers(reading))
        .anyMatch(device -> device.status() == RegulatoryStatus.FDA);
  }
}
