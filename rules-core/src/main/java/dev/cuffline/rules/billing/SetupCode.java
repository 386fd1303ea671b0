package dev.cuffline.rules.billing;

import dev.cuffline.rules.dataday.DataDay;
import dev.cuffline.rules.dataday.DevicePeriod;
import dev.cuffline.rules.dataday.PeriodState;
import dev.cuffline.rules.reading.ReadingId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The set-up code: once per episode, on the first period's data-days (R19 to R21). */
record SetupCode(Question question) {
  /**
   * The determination of the episode's first period.
   *
   * @param first empty while no period exists
   */
  Determination determine(Optional<DevicePeriod> first) {
    BillingCode code = RuleSets.inForceOn(question.today()).setup().code();
    if (first.isEmpty()) {
      Draft draft = new Draft(code, Optional.empty()).note(ReasonCode.SETUP_MIN_DAYS);
      return draft.notes(onFile(code)).build(Draft.Figures.none(), question);
    }
    return determine(code, first.get());
  }

  private Determination determine(BillingCode code, DevicePeriod period) {
    int needed = question.payer().setupMinDays();
    int held = period.heldDates().size();
    Optional<LocalDate> dateOfService = dateOfService(period, needed);
    LocalDate date = dateOfService.orElse(period.range().to());
    RuleSet rules = RuleSets.inForceOn(date);
    List<ReasonCode> onFile = onFile(code);
    boolean enough = period.days() >= needed;
    boolean possible = period.days() + held >= needed;

    Draft draft = question.gated(code, period.range(), date, RuleSets.deviceFamily()).notes(onFile);
    if (!possible) {
      draft.note(ReasonCode.SETUP_MIN_DAYS);
    }
    if (!enough) {
      period.held().forEach(h -> draft.hold(ReasonCode.of(h.reason())));
    }
    boolean adopted = question.payer().adoptedCodes().contains(code);
    if (!adopted) {
      draft.note(ReasonCode.CODE_NOT_ADOPTED);
    }
    if (period.days() < rules.setup().undisputedDays()) {
      draft.review(ReasonCode.SETUP_UNDER_16);
      if (period.state() != PeriodState.CLOSED) {
        draft.project(ReasonCode.PERIOD_OPEN);
      }
    }
    return draft.build(
        new Draft.Figures(
            onFile.isEmpty() && possible && adopted ? 1 : 0,
            dateOfService,
            period.countedAndHeld().stream().limit(needed).map(ReadingId::value).toList(),
            enough ? OptionalLong.empty() : OptionalLong.of(needed - period.days()),
            OptionalLong.empty(),
            0),
        question);
  }

  /** What is on file against it: already billed, or no set-up at all. */
  private List<ReasonCode> onFile(BillingCode code) {
    Enrolment enrolment = question.enrolment();
    boolean released = question.facts().claims().stream().anyMatch(c -> c.code().equals(code));
    if (released || enrolment.setup().filter(SetupEvent::billed).isPresent()) {
      return List.of(ReasonCode.SETUP_ALREADY_BILLED);
    }
    return enrolment.setup().isEmpty() ? List.of(ReasonCode.COMPONENT_MISSING) : List.of();
  }

  /** The date on which the minimum was met, or of the set-up when that is later. */
  private Optional<LocalDate> dateOfService(DevicePeriod period, int needed) {
    if (needed < 1 || period.days() < needed) {
      return Optional.empty();
    }
    DataDay met = period.dataDays().get(needed - 1);
    return question
        .enrolment()
        .setup()
        .map(SetupEvent::on)
        .filter(on -> on.isAfter(met.date()))
        .or(() -> Optional.of(met.date()));
  }
}
