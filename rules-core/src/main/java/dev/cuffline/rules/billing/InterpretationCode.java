package dev.cuffline.rules.billing;

import dev.cuffline.rules.billing.Neighbours.Interpretation;
import dev.cuffline.rules.caretime.CareMonth;
import dev.cuffline.rules.caretime.CareTime;
import dev.cuffline.rules.caretime.EntryId;
import dev.cuffline.rules.caretime.Role;
import dev.cuffline.rules.caretime.Service;
import dev.cuffline.rules.caretime.TimeEntry;
import dev.cuffline.rules.caretime.TimeReason;
import dev.cuffline.rules.dataday.DevicePeriod;
import dev.cuffline.rules.reading.DateRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A practitioner's interpretation of data, by 30 days: the device periods, or without one 30 dates
 * from the first entry (R47). A candidate for a person, never ready by itself.
 *
 * @param management what was determined for management time
 */
record InterpretationCode(
    Question question, List<DevicePeriod> periods, List<Determination> management) {
  private static final Set<Role> PRACTITIONERS = EnumSet.of(Role.PHYSICIAN, Role.QHP);

  List<Determination> determine() {
    List<LocalDate> dates =
        question.facts().timeEntries().stream()
            .filter(entry -> entry.service() == Service.DATA_INTERPRETATION)
            .filter(entry -> !entry.enteredAt().isAfter(question.asOf()))
            .map(entry -> CareTime.dateOf(entry.when(), question.facts().practiceZone()))
            .sorted()
            .toList();
    List<DateRange> ranges = new ArrayList<>();
    for (LocalDate date : dates) {
      if (ranges.stream().noneMatch(range -> range.contains(date))) {
        ranges.add(rangeOf(date));
      }
    }
    return ranges.stream().map(this::determine).toList();
  }

  private DateRange rangeOf(LocalDate date) {
    int days = RuleSets.inForceOn(date).device().blockDays();
    return periods.stream()
        .map(DevicePeriod::range)
        .filter(range -> range.contains(date))
        .findFirst()
        .orElse(new DateRange(date, date.plusDays(days - 1L)));
  }

  private Determination determine(DateRange range) {
    RuleSet rules = RuleSets.inForceOn(range.to());
    Interpretation row = rules.neighbours().interpretation();
    Set<LocalDate> visits = visits(row);
    List<CareMonth> months = new ArrayList<>();
    for (YearMonth month = YearMonth.from(range.from());
        !month.isAfter(YearMonth.from(range.to()));
        month = month.plusMonths(1)) {
      months.add(NeighbourCodes.count(question, Service.DATA_INTERPRETATION, PRACTITIONERS, month));
    }
    Set<TimeReason> held =
        months.stream().flatMap(m -> m.holds().stream()).collect(Collectors.toSet());
    long counted = seconds(months, range, visits, Set.of());
    long possible = seconds(months, range, visits, held);
    Draft draft = new Draft(row.code(), Optional.of(range));
    draft.note(
        possible >= row.atLeast()
            ? ReasonCode.SERVICE_TIME_REACHED
            : ReasonCode.SERVICE_TIME_SHORT);
    if (counted < row.atLeast()) {
      held.stream().map(ReasonCode::of).forEach(draft::hold);
    }
    months.stream()
        .flatMap(month -> month.uncounted().stream())
        .filter(part -> part.reason() == TimeReason.ROLE_NOT_ELIGIBLE)
        .findAny()
        .ifPresent(part -> draft.note(ReasonCode.ROLE_NOT_ELIGIBLE));
    if (visits.stream().anyMatch(range::contains)) {
      draft.note(ReasonCode.SAME_DAY_VISIT);
    }
    if (!question.payer().coexist99091() && managementIn(range)) {
      draft.block(ReasonCode.BUNDLED_99091);
    }
    draft.review(ReasonCode.SERVICE_TIME_REACHED);
    if (possible >= row.atLeast()) {
      question.conditions(draft, row.code(), range.to());
    }
    if (!isClosed(range)) {
      draft.project(ReasonCode.PERIOD_OPEN);
    }
    boolean adopted = question.payer().adoptedCodes().contains(row.code());
    if (!adopted) {
      draft.note(ReasonCode.CODE_NOT_ADOPTED);
    }
    return draft.build(
        new Draft.Figures(
            adopted && possible >= row.atLeast() ? 1 : 0,
            Optional.of(range.to()),
            evidence(months),
            OptionalLong.empty(),
            counted < row.atLeast()
                ? OptionalLong.of(row.atLeast() - counted)
                : OptionalLong.empty(),
            0),
        question);
  }

  private static long seconds(
      List<CareMonth> months, DateRange range, Set<LocalDate> without, Set<TimeReason> settled) {
    Duration sum = Duration.ZERO;
    for (CareMonth month : months) {
      for (Map.Entry<LocalDate, Duration> day : month.byDate(settled).entrySet()) {
        if (range.contains(day.getKey()) && !without.contains(day.getKey())) {
          sum = sum.plus(day.getValue());
        }
      }
    }
    return sum.toSeconds();
  }

  /** Dates on which the patient was seen: time on them belongs to the visit. */
  private Set<LocalDate> visits(Interpretation row) {
    Set<LocalDate> dates =
        question.facts().timeEntries().stream()
            .filter(entry -> entry.service() == Service.EM)
            .map(TimeEntry::when)
            .map(when -> CareTime.dateOf(when, question.facts().practiceZone()))
            .collect(Collectors.toCollection(TreeSet::new));
    question.facts().otherServices().stream()
        .filter(service -> row.visits().stream().anyMatch(service.code().value()::startsWith))
        .forEach(service -> dates.add(service.dates().from()));
    return dates;
  }

  private boolean managementIn(DateRange range) {
    return management.stream()
        .filter(determination -> determination.units() > 0)
        .anyMatch(determination -> determination.period().filter(range::overlaps).isPresent());
  }

  /** Its dates have passed, and the time in which late entries are taken. */
  private boolean isClosed(DateRange range) {
    Instant end = range.to().plusDays(1).atStartOfDay(question.facts().practiceZone()).toInstant();
    Duration window = RuleSets.timePolicy(Service.DATA_INTERPRETATION, PRACTITIONERS).entryWindow();
    return !question.asOf().isBefore(end.plus(window));
  }

  private static List<String> evidence(List<CareMonth> months) {
    return months.stream()
        .flatMap(month -> month.evidenceDespite(month.holds()).stream())
        .map(EntryId::value)
        .distinct()
        .toList();
  }
}
