package dev.cuffline.gateway.billing;

import dev.cuffline.rules.billing.BillingAnswer;
import dev.cuffline.rules.billing.BillingCode;
import dev.cuffline.rules.billing.Checklist;
import dev.cuffline.rules.billing.Determination;
import dev.cuffline.rules.billing.ReasonCode;
import dev.cuffline.rules.billing.RuleSet;
import dev.cuffline.rules.billing.RuleSets;
import dev.cuffline.rules.billing.Status;
import dev.cuffline.rules.caretime.CareMonth;
import dev.cuffline.rules.caretime.StaffId;
import dev.cuffline.rules.dataday.DevicePeriod;
import dev.cuffline.rules.dataday.PeriodState;
import dev.cuffline.rules.reading.DateRange;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The lines of one patient on the board of a month. */
final class BoardLines {
  /** Nearer than this is one step away. Project decisions. */
  private static final long FEW_SECONDS = 300;

  private static final long FEW_DAYS = 3;

  /** What a document mends. */
  private static final Set<ReasonCode> DOCUMENTS =
      EnumSet.of(
          ReasonCode.NO_CONSENT,
          ReasonCode.NO_ORDER,
          ReasonCode.NOT_ESTABLISHED,
          ReasonCode.NO_PRACTITIONER,
          ReasonCode.ORDER_RENEWAL,
          ReasonCode.CONSENT_RENEWAL,
          ReasonCode.PAYER_COVERAGE,
          ReasonCode.NO_SUPERVISOR,
          ReasonCode.NO_CREDENTIAL,
          ReasonCode.DEVICE_STATUS_UNKNOWN);

  private final PatientBilling.Billed billed;
  private final BillingAnswer answer;
  private final String name;
  private final YearMonth month;
  private final List<Claim> claims;
  private final Snapshots snapshots;
  private final Set<Step.Kind> taken = new HashSet<>();

  BoardLines(
      PatientBilling.Billed billed,
      String name,
      YearMonth month,
      List<Claim> claims,
      Snapshots snapshots) {
    this.billed = billed;
    this.answer = billed.answer();
    this.name = name;
    this.month = month;
    this.claims = claims;
    this.snapshots = snapshots;
  }

  /** Whatever has a date of service in the month, and is something or nearly something. */
  List<BoardLine> lines() {
    List<BoardLine> lines = new ArrayList<>();
    for (Determination determination : answer.determinations()) {
      Optional<DateRange> period = determination.period();
      Optional<LocalDate> date = determination.dateOfService().or(() -> period.map(DateRange::to));
      if (period.isEmpty() || !date.map(YearMonth::from).filter(month::equals).isPresent()) {
        continue;
      }
      Optional<Claim> claim = claim(determination, period.get());
      Optional<Step> step = claim.isPresent() ? Optional.empty() : step(determination);
      if (determination.status() == Status.NONE && step.isEmpty() && claim.isEmpty()) {
        continue;
      }
      lines.add(line(determination, period.get(), date.orElseThrow(), step, claim));
    }
    return lines;
  }

  private BoardLine line(
      Determination determination,
      DateRange period,
      LocalDate date,
      Optional<Step> step,
      Optional<Claim> claim) {
    return new BoardLine(
        new LineKey(billed.facts().patient(), determination.code(), period.from()),
        name,
        billed.facts().enrolment().billingPractitioner().map(StaffId::value),
        determination.payerProfile(),
        determination.units(),
        date,
        period,
        determination.status(),
        determination.reasons(),
        snapshots.amount(determination).map(FeeTables.Amount::dollars),
        step,
        Checklist.of(billed.facts(), determination).stream()
            .filter(item -> item.state() == Checklist.State.MISSING)
            .map(Checklist.Item::words)
            .toList(),
        claim);
  }

  private Optional<Claim> claim(Determination determination, DateRange period) {
    return claims.stream()
        .filter(claim -> claim.state().isLive())
        .filter(claim -> claim.code().equals(determination.code()))
        .filter(claim -> claim.period().from().equals(period.from()))
        .findFirst();
  }

  /** Each step is shown at the first code that it leads to. */
  private Optional<Step> step(Determination determination) {
    Optional<Step> step =
        RuleSets.deviceCodes().contains(determination.code())
            ? days(determination)
            : RuleSets.timeCodes().contains(determination.code())
                ? time(determination)
                : Optional.empty();
    return step.or(() -> document(determination)).filter(s -> isFirst(s, determination));
  }

  private boolean isFirst(Step step, Determination determination) {
    return step.kind() == Step.Kind.DOCUMENT ? determination.units() > 0 : taken.add(step.kind());
  }

  private static Optional<Step> document(Determination determination) {
    if (determination.status() != Status.HOLD) {
      return Optional.empty();
    }
    long wanted = determination.reasons().stream().filter(DOCUMENTS::contains).count();
    return wanted == 1 ? Optional.of(new Step(Step.Kind.DOCUMENT, 0)) : Optional.empty();
  }

  private Optional<Step> days(Determination determination) {
    Optional<DevicePeriod> period =
        answer.devicePeriods().stream()
            .filter(p -> determination.period().filter(p.range()::equals).isPresent())
            .filter(p -> p.state() == PeriodState.RUNNING)
            .findFirst();
    long missing = determination.daysToNext().orElse(Long.MAX_VALUE);
    return period
        .filter(p -> missing <= FEW_DAYS && missing <= p.daysLeft())
        .map(p -> new Step(Step.Kind.DAYS, missing));
  }

  private Optional<Step> time(Determination determination) {
    Optional<CareMonth> care =
        answer.careMonths().stream()
            .filter(m ->
                determination.period().filter(p -> p.from().equals(m.month().atDay(1))).isPresent())
            .findFirst();
    if (care.isEmpty()) {
      return Optional.empty();
    }
    boolean called = !determination.reasons().contains(ReasonCode.NO_INTERACTIVE);
    if (!called) {
      return reached(determination.code(), care.get())
          ? Optional.of(new Step(Step.Kind.LIVE_CALL, 0))
          : Optional.empty();
    }
    long missing = determination.secondsToNext().orElse(Long.MAX_VALUE);
    return missing <= FEW_SECONDS
        ? Optional.of(new Step(Step.Kind.MINUTES, missing))
        : Optional.empty();
  }

  /** Whether the minutes alone would carry this code and no higher one. */
  private static boolean reached(BillingCode code, CareMonth care) {
    return RuleSets.inForceOn(care.month().atEndOfMonth()).timeTiers().stream()
        .filter(tier -> care.countedSeconds() >= tier.atLeast())
        .reduce((low, high) -> high)
        .map(RuleSet.Tier::code)
        .filter(code::equals)
        .isPresent();
  }
}
