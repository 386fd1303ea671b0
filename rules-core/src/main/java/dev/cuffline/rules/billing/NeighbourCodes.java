package dev.cuffline.rules.billing;

import dev.cuffline.rules.billing.Neighbours.ByTime;
import dev.cuffline.rules.billing.Neighbours.Extra;
import dev.cuffline.rules.caretime.CareGates;
import dev.cuffline.rules.caretime.CareMonth;
import dev.cuffline.rules.caretime.CareTime;
import dev.cuffline.rules.caretime.EntryId;
import dev.cuffline.rules.caretime.MonthState;
import dev.cuffline.rules.caretime.Role;
import dev.cuffline.rules.caretime.Service;
import dev.cuffline.rules.caretime.TimeEntry;
import dev.cuffline.rules.caretime.TimeFlag;
import dev.cuffline.rules.caretime.TimeReason;
import dev.cuffline.rules.reading.DateRange;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Codes of other services by their own minutes in one month (R45, R46, R48): listed where time was
 * logged for them, so that it shows which minutes are whose. Their order, consent and care plan are
 * not kept here, and nothing is said about them.
 */
record NeighbourCodes(Question question, YearMonth month) {
  List<Determination> determine() {
    Neighbours neighbours = rules().neighbours();
    List<Count> counts = new ArrayList<>();
    for (ByTime row : neighbours.byTime()) {
      if (hasTime(row.service())) {
        counts.add(count(row, row.performers()));
      }
    }
    List<Determination> all = new ArrayList<>();
    for (Count count : counts) {
      all.addAll(determine(standing(count, counts), neighbours, counts));
    }
    return all;
  }

  /** A row and the time that counts for it. */
  private record Count(ByTime row, CareMonth time) {
    boolean isReached() {
      return time.secondsDespite(time.holds()) >= row.atLeast();
    }
  }

  /** Gates of a service whose order and consent are not kept here. */
  static CareGates gates(Question question) {
    return new CareGates(
        question.facts().practiceZone(),
        question.enrolment().billingPractitioner(),
        Optional.of(LocalDate.MIN),
        Optional.of(LocalDate.MIN),
        Optional.empty(),
        question.enrolment().diedOn(),
        List.of());
  }

  static CareMonth count(Question question, Service service, Set<Role> roles, YearMonth month) {
    return CareTime.months(
            question.facts().timeEntries(),
            question.facts().timeElsewhere(),
            gates(question),
            RuleSets.timePolicy(service, roles),
            month,
            month,
            question.asOf())
        .getFirst();
  }

  private Count count(ByTime row, Set<Role> roles) {
    return new Count(row, count(question, row.service(), roles, month));
  }

  private boolean hasTime(Service service) {
    Set<EntryId> logged =
        question.facts().timeEntries().stream()
            .filter(entry -> entry.service() == service)
            .map(TimeEntry::id)
            .collect(Collectors.toSet());
    return !logged.isEmpty()
        && count(question, service, EnumSet.allOf(Role.class), month).pieces().stream()
            .anyMatch(piece -> logged.contains(piece.entry()));
  }

  /** A practitioner's minutes that make a code of their own do not make staff's as well. */
  private Count standing(Count count, List<Count> all) {
    Set<Role> left = EnumSet.copyOf(count.row().performers());
    for (Count other : all) {
      boolean own =
          !other.row().equals(count.row())
              && other.row().service() == count.row().service()
              && left.containsAll(other.row().performers())
              && other.isReached();
      if (own) {
        left.removeAll(other.row().performers());
      }
    }
    return left.equals(count.row().performers()) ? count : count(count.row(), left);
  }

  private List<Determination> determine(Count count, Neighbours neighbours, List<Count> all) {
    ByTime row = count.row();
    Set<TimeReason> settled = count.time().holds();
    long counted = count.time().countedSeconds();
    long possible = count.time().secondsDespite(settled);
    List<Determination> both = new ArrayList<>();
    both.add(
        draft(row.code(), count, neighbours, all, unit(possible, row) != unit(counted, row))
            .build(
                figures(unit(possible, row), count, row.atLeast() - counted, settled), question));
    if (row.extra().isPresent()) {
      Extra extra = row.extra().get();
      int units = units(possible, row, extra);
      long next = row.atLeast() + (units(counted, row, extra) + 1L) * extra.eachSeconds() - counted;
      both.add(
          draft(extra.code(), count, neighbours, all, units != units(counted, row, extra))
              .build(figures(units, count, next, settled), question));
    }
    return both;
  }

  private Draft draft(
      BillingCode code, Count count, Neighbours neighbours, List<Count> all, boolean held) {
    Draft draft = new Draft(code, Optional.of(range()));
    draft.note(count.isReached() ? ReasonCode.SERVICE_TIME_REACHED : ReasonCode.SERVICE_TIME_SHORT);
    Service service = count.row().service();
    if (neighbours.inPrimaryCare().contains(service)
        && question.servicesIn(range(), neighbours.primaryCare())) {
      draft.block(ReasonCode.APCM_BUNDLED);
    }
    if (neighbours.oneEachMonth().contains(service) && isOneOfSeveral(count, neighbours, all)) {
      draft.hold(ReasonCode.ONE_PER_MONTH);
    }
    if (held) {
      count.time().holds().stream().map(ReasonCode::of).forEach(draft::hold);
    }
    Set<TimeFlag> flags = count.time().flagsDespite(count.time().holds());
    if (flags.contains(TimeFlag.LATE_ENTRY)) {
      draft.review(ReasonCode.LATE_ENTRY);
    }
    if (flags.contains(TimeFlag.LOW_EVIDENCE)) {
      draft.review(ReasonCode.LOW_EVIDENCE);
    }
    if (!rules().inForceOn(range().to())) {
      draft.review(ReasonCode.RULESET_NOT_CONFIRMED);
    }
    if (count.time().state() != MonthState.CLOSED) {
      draft.project(ReasonCode.PERIOD_OPEN);
    }
    return draft;
  }

  /**
   * Another code of these services is reached by other minutes: one of them may be billed (R48).
   */
  private boolean isOneOfSeveral(Count count, Neighbours neighbours, List<Count> all) {
    return count.isReached()
        && all.stream()
            .filter(other -> !other.row().equals(count.row()))
            .filter(other -> neighbours.oneEachMonth().contains(other.row().service()))
            .anyMatch(other -> standing(other, all).isReached());
  }

  private static int unit(long seconds, ByTime row) {
    return seconds >= row.atLeast() ? 1 : 0;
  }

  private static int units(long seconds, ByTime row, Extra extra) {
    return seconds < row.atLeast()
        ? 0
        : (int) Math.min(extra.most(), (seconds - row.atLeast()) / extra.eachSeconds());
  }

  private Draft.Figures figures(int units, Count count, long next, Set<TimeReason> settled) {
    return new Draft.Figures(
        units,
        Optional.of(range().to()),
        count.time().evidenceDespite(settled).stream().map(EntryId::value).toList(),
        OptionalLong.empty(),
        next > 0 ? OptionalLong.of(next) : OptionalLong.empty(),
        0);
  }

  private RuleSet rules() {
    return RuleSets.inForceOn(range().to());
  }

  private DateRange range() {
    return new DateRange(month.atDay(1), month.atEndOfMonth());
  }
}
