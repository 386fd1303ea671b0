package dev.cuffline.rules.billing;

import dev.cuffline.rules.billing.RuleSet.AddOn;
import dev.cuffline.rules.billing.RuleSet.Tier;
import dev.cuffline.rules.caretime.CareMonth;
import dev.cuffline.rules.caretime.ContactPiece;
import dev.cuffline.rules.caretime.EntryId;
import dev.cuffline.rules.caretime.MonthState;
import dev.cuffline.rules.caretime.TimeFlag;
import dev.cuffline.rules.caretime.TimeReason;
import dev.cuffline.rules.caretime.Uncounted;
import dev.cuffline.rules.reading.DateRange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The management codes of one month (R25 to R44).
 *
 * @param month the month
 * @param dataLinked whether a qualifying reading links it (R36)
 * @param enoughDataDays whether a period of it satisfies a payer who wants data-days (R35)
 */
record ManagementCodes(
    Question question, CareMonth month, boolean dataLinked, boolean enoughDataDays) {
  List<Determination> determine() {
    return RuleSets.managementFamily().stream().sorted().map(this::determine).toList();
  }

  private Determination determine(BillingCode code) {
    Set<TimeReason> settled = settled();
    RuleSet byMonth = monthRules();
    ManagementUnits possibly = units(byMonth, settled);
    LocalDate dateOfService = dateOfService(code, byMonth, possibly, settled);
    RuleSet rules = RuleSets.inForceOn(dateOfService);
    ManagementUnits counted = units(rules, Set.of());
    ManagementUnits possible = units(rules, settled);

    Draft draft = question.gated(code, range(), dateOfService, RuleSets.managementFamily());
    draft.note(rules.timeBand(month.countedSeconds()));
    Set<BillingCode> interpretation = Set.of(rules.neighbours().interpretation().code());
    if (!question.payer().coexist99091() && question.servicesIn(range(), interpretation)) {
      draft.block(ReasonCode.BUNDLED_99091);
    }
    int units = possible.unitsOf(code, rules);
    if (units != counted.unitsOf(code, rules) || !dataLinked) {
      month.holds().stream().map(ReasonCode::of).forEach(r -> holdOrNote(draft, r, units > 0));
    }
    if (!dataLinked) {
      holdOrNote(draft, ReasonCode.NO_DATA_LINK, units > 0);
    }
    contacts(draft, settled);
    addOns(draft, code, rules, possible);
    reviews(draft, settled, dateOfService);
    leftOut(draft);
    releases(draft, code, rules, counted);
    boolean billable = adopted(draft, code, rules) && daysSuffice(draft);
    boolean attached = billable && attached(draft, code, rules);
    return draft.build(
        new Draft.Figures(
            attached ? units : 0,
            Optional.of(dateOfService),
            month.evidenceDespite(settled).stream().map(EntryId::value).toList(),
            OptionalLong.empty(),
            secondsToNext(code, rules),
            unbilled(code, rules, possible)),
        question);
  }

  /** Released claims of this month that the evidence no longer matches. */
  List<BillingException> exceptions() {
    RuleSet rules = monthRules();
    ManagementUnits counted = units(rules, Set.of());
    List<ClaimCheck.Finding> findings =
        new ArrayList<>(ClaimCheck.management(question, month, rules, counted));
    ClaimCheck.addOn(question, month, rules, counted).ifPresent(findings::add);
    return findings.stream().flatMap(f -> f.exception().stream()).toList();
  }

  /** What a person can still supply. Without a data link the whole month waits for it (R36). */
  private Set<TimeReason> settled() {
    Set<TimeReason> settled = EnumSet.noneOf(TimeReason.class);
    settled.addAll(month.holds());
    if (!dataLinked) {
      settled.add(TimeReason.NO_ACTION_DOCUMENTED);
    }
    return settled;
  }

  private ManagementUnits units(RuleSet rules, Set<TimeReason> settled) {
    int live = month.liveContactsDespite(settled).size();
    int any = live + month.inPersonContactsDespite(settled).size();
    return ManagementUnits.of(month.secondsDespite(settled), any, rules, question.payer());
  }

  private void contacts(Draft draft, Set<TimeReason> settled) {
    List<ContactPiece> live = month.liveContactsDespite(settled);
    if (live.isEmpty()) {
      if (month.inPersonContactsDespite(settled).isEmpty()) {
        draft.note(ReasonCode.NO_INTERACTIVE);
      } else {
        draft.review(ReasonCode.INPERSON_ONLY);
      }
    } else if (live.stream().allMatch(ContactPiece::spill)) {
      draft.review(ReasonCode.MIDNIGHT_SPILL);
    }
  }

  private void addOns(Draft draft, BillingCode code, RuleSet rules, ManagementUnits possible) {
    AddOn addOn = rules.addOn();
    if (!code.equals(addOn.code())) {
      return;
    }
    if (possible.addOns() > 0) {
      draft.note(ReasonCode.ADDON_FULL_20);
    }
    if (possible.addOns() > addOn.softCap()) {
      draft.review(ReasonCode.ADDON_SOFT_CAP);
    }
    if (possible.full() > Math.min(addOn.hardCap(), question.payer().maxUnits99458())) {
      draft.note(ReasonCode.ADDON_MUE_CAP);
    }
    if (possible.needsContact()) {
      draft.note(ReasonCode.ADDON_NEEDS_CONTACT);
    }
  }

  private void reviews(Draft draft, Set<TimeReason> settled, LocalDate dateOfService) {
    for (TimeFlag flag : month.flagsDespite(settled)) {
      switch (flag) {
        case LATE_ENTRY -> draft.review(ReasonCode.LATE_ENTRY);
        case LOW_EVIDENCE -> draft.review(ReasonCode.LOW_EVIDENCE);
      }
    }
    if (month.state() != MonthState.CLOSED) {
      draft.project(ReasonCode.PERIOD_OPEN);
    }
    if (!range().contains(dateOfService)) {
      draft.review(ReasonCode.DOS_OUTSIDE_PERIOD);
    }
  }

  private void leftOut(Draft draft) {
    Set<ReasonCode> reasons = EnumSet.noneOf(ReasonCode.class);
    for (Uncounted part : month.uncounted()) {
      reasons.add(ReasonCode.of(part.reason()));
    }
    draft.notes(reasons);
  }

  private void releases(Draft draft, BillingCode code, RuleSet rules, ManagementUnits counted) {
    List<ClaimCheck.Finding> findings =
        new ArrayList<>(ClaimCheck.management(question, month, rules, counted));
    if (code.equals(rules.addOn().code())) {
      findings.clear();
      ClaimCheck.addOn(question, month, rules, counted).ifPresent(findings::add);
    }
    for (ClaimCheck.Finding finding : findings) {
      finding.exception().ifPresent(e -> draft.review(e.reason()));
      if (finding.exception().isEmpty() && finding.claim().code().equals(code)) {
        draft.note(ReasonCode.CLAIM_RELEASED);
      }
    }
  }

  private boolean adopted(Draft draft, BillingCode code, RuleSet rules) {
    if (rules.row(code).isEmpty() && !code.equals(rules.addOn().code())) {
      draft.note(ReasonCode.CODE_NOT_IN_FORCE);
      return false;
    }
    if (!question.payer().adoptedCodes().contains(code)) {
      draft.note(ReasonCode.CODE_NOT_ADOPTED);
      return false;
    }
    return true;
  }

  /** An add-on cannot stand without its base (R33). */
  private boolean attached(Draft draft, BillingCode code, RuleSet rules) {
    boolean baseMissing =
        code.equals(rules.addOn().code())
            && !question.payer().adoptedCodes().contains(rules.addOn().base());
    if (baseMissing) {
      draft.note(ReasonCode.CODE_NOT_ADOPTED);
    }
    return !baseMissing;
  }

  private boolean daysSuffice(Draft draft) {
    if (!enoughDataDays) {
      draft.note(ReasonCode.MANAGEMENT_NEEDS_DAYS);
    }
    return enoughDataDays;
  }

  private static void holdOrNote(Draft draft, ReasonCode reason, boolean hold) {
    if (hold) {
      draft.hold(reason);
    } else {
      draft.note(reason);
    }
  }

  private LocalDate dateOfService(
      BillingCode code, RuleSet rules, ManagementUnits units, Set<TimeReason> settled) {
    return switch (question.payer().dosMode()) {
      case PERIOD_END, FIXED_DAY -> range().to();
      case THRESHOLD_DATE ->
          threshold(code, rules, units)
              .flatMap(seconds -> month.dateReaching(seconds, settled))
              .orElse(range().to());
    };
  }

  private static Optional<Long> threshold(BillingCode code, RuleSet rules, ManagementUnits units) {
    AddOn addOn = rules.addOn();
    if (code.equals(addOn.code())) {
      return rules
          .row(addOn.base())
          .filter(t -> units.addOns() > 0)
          .map(t -> t.atLeast() + units.addOns() * addOn.eachSeconds());
    }
    return units.tier().filter(t -> t.code().equals(code)).map(Tier::atLeast);
  }

  private OptionalLong secondsToNext(BillingCode code, RuleSet rules) {
    long seconds = month.countedSeconds();
    AddOn addOn = rules.addOn();
    long base = rules.row(addOn.base()).map(Tier::atLeast).orElse(0L);
    if (!code.equals(addOn.code())) {
      boolean reached = false;
      for (Tier tier : rules.timeTiers()) {
        reached |= tier.code().equals(code);
        if (reached && tier.atLeast() > seconds) {
          return OptionalLong.of(tier.atLeast() - seconds);
        }
      }
      if (!code.equals(addOn.base())) {
        return OptionalLong.empty();
      }
    }
    long full = seconds < base ? 0 : (seconds - base) / addOn.eachSeconds();
    return full >= addOn.hardCap()
        ? OptionalLong.empty()
        : OptionalLong.of(base + (full + 1) * addOn.eachSeconds() - seconds);
  }

  private long unbilled(BillingCode code, RuleSet rules, ManagementUnits units) {
    AddOn addOn = rules.addOn();
    if (!code.equals(addOn.code()) || units.full() <= units.addOns()) {
      return 0;
    }
    long base = units.tier().map(Tier::atLeast).orElse(0L);
    return month.countedSeconds() - base - units.addOns() * addOn.eachSeconds();
  }

  private RuleSet monthRules() {
    return RuleSets.inForceOn(range().to());
  }

  private DateRange range() {
    return new DateRange(month.month().atDay(1), month.month().atEndOfMonth());
  }
}
