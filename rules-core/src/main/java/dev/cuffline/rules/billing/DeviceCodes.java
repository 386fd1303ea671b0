package dev.cuffline.rules.billing;

import dev.cuffline.rules.billing.RuleSet.Tier;
import dev.cuffline.rules.dataday.DataDay;
import dev.cuffline.rules.dataday.DevicePeriod;
import dev.cuffline.rules.dataday.NotCounted;
import dev.cuffline.rules.dataday.PeriodState;
import dev.cuffline.rules.reading.DateRange;
import dev.cuffline.rules.reading.ReadingId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The device codes of one period: one tier, or none (R14 to R18). */
record DeviceCodes(Question question, DevicePeriod period, boolean first, boolean anchorDisputed) {
  List<Determination> determine() {
    return RuleSets.deviceCodes().stream().map(this::determine).toList();
  }

  private Determination determine(BillingCode code) {
    RuleSet byPeriod = RuleSets.inForceOn(period.range().to());
    LocalDate dateOfService = dateOfService(code, byPeriod);
    RuleSet rules = RuleSets.inForceOn(dateOfService);
    int counted = period.days();
    int possible = counted + period.heldDates().size();
    boolean now = isTier(rules, counted, code);
    boolean then = isTier(rules, possible, code);

    Draft draft =
        question
            .gated(code, period.range(), dateOfService, RuleSets.deviceFamily())
            .note(rules.dayBand(counted));
    boolean adopted = adopted(code, rules, draft);
    if (now != then) {
      period.held().forEach(h -> holdOrNote(draft, ReasonCode.of(h.reason()), then));
    }
    if (question.servicesIn(period.range(), rules.neighbours().selfMeasured().notWith())) {
      draft.block(ReasonCode.SMBP_CONFLICT);
    }
    if (period.cutShort()) {
      draft.hold(ReasonCode.PERIOD_CUT_SHORT);
    }
    if (period.state() != PeriodState.CLOSED) {
      draft.project(ReasonCode.PERIOD_OPEN);
    }
    reviews(draft, code, rules, dateOfService);
    warnings(draft);
    ClaimCheck.device(question, period, rules).ifPresent(e -> release(draft, e, code));
    return draft.build(
        new Draft.Figures(
            adopted && then ? 1 : 0,
            Optional.of(dateOfService),
            period.countedAndHeld().stream()
                .limit(then ? possible : counted)
                .map(ReadingId::value)
                .toList(),
            daysToNext(code, rules, counted),
            OptionalLong.empty(),
            0),
        question);
  }

  private static boolean isTier(RuleSet rules, int days, BillingCode code) {
    return rules.deviceTier(days).filter(t -> t.code().equals(code)).isPresent();
  }

  private static void holdOrNote(Draft draft, ReasonCode reason, boolean hold) {
    if (hold) {
      draft.hold(reason);
    } else {
      draft.note(reason);
    }
  }

  private boolean adopted(BillingCode code, RuleSet rules, Draft draft) {
    if (rules.row(code).isEmpty()) {
      draft.note(ReasonCode.CODE_NOT_IN_FORCE);
      return false;
    }
    if (!question.payer().adoptedCodes().contains(code)) {
      draft.note(ReasonCode.CODE_NOT_ADOPTED);
      return false;
    }
    return true;
  }

  private void reviews(Draft draft, BillingCode code, RuleSet rules, LocalDate dateOfService) {
    RuleSet before = RuleSets.inForceOn(period.range().from());
    if (before.row(code).isEmpty() && rules.row(code).isPresent()) {
      draft.review(ReasonCode.SPANS_RULESETS);
    }
    switch (question.payer().blockMode()) {
      case CALENDAR_MONTH -> draft.review(ReasonCode.CALENDAR_MONTH_BLOCKS);
      case FIXED_FROM_ANCHOR -> {}
    }
    if (!period.range().contains(dateOfService)) {
      draft.review(ReasonCode.DOS_OUTSIDE_PERIOD);
    }
    if (first && anchorDisputed) {
      draft.review(ReasonCode.ANCHOR_DISPUTED);
    }
  }

  /** What was left out, and what an auditor would ask for; none of it changes the status. */
  private void warnings(Draft draft) {
    Set<ReasonCode> leftOut = EnumSet.noneOf(ReasonCode.class);
    for (NotCounted reading : period.excluded()) {
      leftOut.add(ReasonCode.of(reading.reason()));
    }
    draft.notes(leftOut);
    if (period.dataDays().stream().anyMatch(DataDay::batchUpload)) {
      draft.note(ReasonCode.BATCH_UPLOAD);
    }
    if (question.enrolment().facilityStays().stream().anyMatch(s -> s.overlaps(period.range()))) {
      draft.note(ReasonCode.INPATIENT_OVERLAP);
    }
    if (question.enrolment().setup().isEmpty()) {
      draft.note(ReasonCode.COMPONENT_MISSING);
    }
  }

  private static void release(Draft draft, ClaimCheck.Finding finding, BillingCode code) {
    finding.exception().ifPresent(e -> draft.review(e.reason()));
    if (finding.exception().isEmpty() && finding.claim().code().equals(code)) {
      draft.note(ReasonCode.CLAIM_RELEASED);
    }
  }

  private LocalDate dateOfService(BillingCode code, RuleSet rules) {
    LocalDate end = period.range().to();
    LocalDate wanted =
        switch (question.payer().dosMode()) {
          case PERIOD_END -> end;
          case THRESHOLD_DATE -> thresholdDate(code, rules).orElse(end);
          case FIXED_DAY ->
              end.withDayOfMonth(Math.min(rules.device().fixedDay(), end.lengthOfMonth()));
        };
    return previousDateOfService()
        .map(p -> p.plusDays(rules.device().minimumSpacingDays()))
        .filter(earliest -> earliest.isAfter(wanted))
        .orElse(wanted);
  }

  /** Only the highest tier is final before the period's end, so only it has one (R16). */
  private Optional<LocalDate> thresholdDate(BillingCode code, RuleSet rules) {
    Tier highest = rules.deviceTiers().getLast();
    return highest.code().equals(code) && period.days() >= highest.atLeast()
        ? Optional.of(period.dataDays().get((int) highest.atLeast() - 1).date())
        : Optional.empty();
  }

  private Optional<LocalDate> previousDateOfService() {
    DateRange range = period.range();
    return question.facts().claims().stream()
        .filter(c -> RuleSets.deviceCodes().contains(c.code()))
        .filter(c -> c.period().to().isBefore(range.from()))
        .map(ReleasedClaim::dateOfService)
        .max(LocalDate::compareTo);
  }

  private static OptionalLong daysToNext(BillingCode code, RuleSet rules, int days) {
    List<Tier> tiers = rules.deviceTiers();
    List<Tier> open = new ArrayList<>();
    boolean reached = false;
    for (Tier tier : tiers) {
      reached |= tier.code().equals(code);
      if (reached && tier.atLeast() > days) {
        open.add(tier);
      }
    }
    return open.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(open.getFirst().atLeast() - days);
  }
}
