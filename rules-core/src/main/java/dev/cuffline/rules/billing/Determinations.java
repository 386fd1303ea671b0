package dev.cuffline.rules.billing;

import dev.cuffline.rules.billing.RuleSet.DeviceClock;
import dev.cuffline.rules.caretime.CareMonth;
import dev.cuffline.rules.caretime.CareTime;
import dev.cuffline.rules.dataday.DataDays;
import dev.cuffline.rules.dataday.DayGates;
import dev.cuffline.rules.dataday.DayVerdict;
import dev.cuffline.rules.dataday.DevicePeriod;
import dev.cuffline.rules.dataday.JudgedReading;
import dev.cuffline.rules.dataday.PeriodGrid;
import dev.cuffline.rules.reading.DateRange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What can be billed for one patient, and why. A pure function: the same facts, profile and instant
 * always give the same answer, whatever the order of the lists (R50).
 *
 * <p>The two clocks meet here and nowhere else. Device codes never look at minutes, and management
 * codes look at readings only for the data link and where a payer wants data-days (R35, R36).
 */
public final class Determinations {
  private final Question question;

  private Determinations(Question question) {
    this.question = question;
  }

  /** Determines every code of the family for every period and month that has begun by then. */
  public static BillingAnswer determine(BillingFacts facts, PayerProfile profile, Instant asOf) {
    return new Determinations(new Question(facts, profile, asOf)).answer();
  }

  /**
   * The same for a patient whose payer changes: each determination by the payer of its date of
   * service, and for review where the change lies inside its period (R5a).
   *
   * @param payers at least one, in any order; the earliest pays for everything before as well
   */
  public static BillingAnswer determine(BillingFacts facts, List<DatedPayer> payers, Instant asOf) {
    PayerChanges changes = new PayerChanges(payers);
    List<BillingAnswer> answers =
        changes.payers().stream().map(payer -> determine(facts, payer.profile(), asOf)).toList();
    return answers.size() == 1
        ? answers.getFirst()
        : changes.merge(answers, asOf.atZone(facts.practiceZone()).toLocalDate());
  }

  private BillingAnswer answer() {
    RuleSet rules = RuleSets.inForceOn(question.today());
    DayGates gates = question.dayGates();
    List<JudgedReading> judged = judge(gates, rules);
    Optional<Anchor> fixed = question.enrolment().anchor();
    Optional<LocalDate> anchor = fixed.map(Anchor::date).or(() -> proposed(judged));
    Optional<PeriodGrid> grid = anchor.map(a -> grid(a, rules.device()));
    DayGates aligned = grid.map(gates::alignedTo).orElse(gates);
    List<JudgedReading> onGrid = aligned.equals(gates) ? judged : judge(aligned, rules);
    LocalDate since = question.facts().since();
    List<DevicePeriod> periods =
        grid.map(g ->
                DataDays.periods(
                    onGrid, aligned, g, question.limits(rules), since, question.asOf()))
            .orElse(List.of());
    Optional<DevicePeriod> first = grid.flatMap(g -> first(g, onGrid, aligned, rules, periods));
    List<CareMonth> months = months(periods);

    List<BillingException> exceptions = new ArrayList<>();
    List<Determination> management = new ArrayList<>();
    for (CareMonth month : months) {
      ManagementCodes codes =
          new ManagementCodes(
              question, month, dataLinked(month, onGrid), enoughDataDays(month, periods));
      management.addAll(codes.determine());
      exceptions.addAll(codes.exceptions());
    }
    Determination setup = new SetupCode(question).determine(first);
    List<Determination> interpretation =
        new InterpretationCode(question, periods, management).determine();

    List<Determination> all = new ArrayList<>();
    all.add(setup);
    boolean disputed = fixed.filter(a -> disputed(a, onGrid)).isPresent();
    for (DevicePeriod period : periods) {
      boolean isFirst = anchor.filter(period.range().from()::equals).isPresent();
      List<Determination> codes = new DeviceCodes(question, period, isFirst, disputed).determine();
      all.addAll(codes);
      List<Determination> beside = new ArrayList<>(codes);
      beside.add(setup);
      beside.addAll(interpretation);
      new SelfMeasuredCode(question).determine(period, beside).ifPresent(all::add);
      ClaimCheck.device(question, period, RuleSets.inForceOn(period.range().to()))
          .flatMap(ClaimCheck.Finding::exception)
          .ifPresent(exceptions::add);
    }
    all.addAll(management);
    months.forEach(month -> all.addAll(new NeighbourCodes(question, month.month()).determine()));
    all.addAll(interpretation);
    return new BillingAnswer(
        all, periods, months, exceptions, Nudges.of(question, periods), anchor);
  }

  private List<JudgedReading> judge(DayGates gates, RuleSet rules) {
    return DataDays.judge(
        question.facts().readings(), gates, question.limits(rules), question.asOf());
  }

  /** Where periods would begin as long as nobody has fixed it (section 3). */
  private Optional<LocalDate> proposed(List<JudgedReading> judged) {
    Enrolment enrolment = question.enrolment();
    return switch (question.payer().anchorMode()) {
      case FIRST_READING -> DataDays.proposeAnchor(judged);
      case DEVICE_DELIVERED ->
          question.facts().devices().stream()
              .map(device -> question.facts().zones().dateOf(device.from()))
              .min(LocalDate::compareTo);
      case SETUP_DATE -> enrolment.setup().map(SetupEvent::on);
      case ENROLMENT_DATE ->
          enrolment
              .orderedOn()
              .flatMap(order ->
                  enrolment.consentOn().map(consent -> consent.isAfter(order) ? consent : order));
    };
  }

  private PeriodGrid grid(LocalDate anchor, DeviceClock clock) {
    return switch (question.payer().blockMode()) {
      case FIXED_FROM_ANCHOR -> new PeriodGrid.FixedBlocks(anchor, clock.blockDays());
      case CALENDAR_MONTH -> new PeriodGrid.CalendarMonths(YearMonth.from(anchor));
    };
  }

  /** The first period counts for set-up even where the question begins later. */
  private Optional<DevicePeriod> first(
      PeriodGrid grid,
      List<JudgedReading> judged,
      DayGates gates,
      RuleSet rules,
      List<DevicePeriod> periods) {
    LocalDate start = grid.start();
    if (!periods.isEmpty() && periods.getFirst().range().from().equals(start)) {
      return Optional.of(periods.getFirst());
    }
    List<JudgedReading> inFirst =
        judged.stream()
            .filter(j ->
                grid.periodOf(j.verdict().date()).filter(p -> p.from().equals(start)).isPresent())
            .toList();
    return DataDays.periods(inFirst, gates, grid, question.limits(rules), start, question.asOf())
        .stream()
        .findFirst();
  }

  /**
   * From the first month with a period or an entry to the month of the question; entries dated
   * before our first rule set make no months.
   */
  private List<CareMonth> months(List<DevicePeriod> periods) {
    BillingFacts facts = question.facts();
    LocalDate today = question.today();
    LocalDate earliest =
        Stream.concat(
                facts.timeEntries().stream()
                    .map(e -> CareTime.dateOf(e.when(), facts.practiceZone())),
                periods.stream().map(p -> p.range().from()))
            .reduce(today, (a, b) -> a.isBefore(b) ? a : b);
    LocalDate from =
        Stream.of(earliest, facts.since(), RuleSets.all().getFirst().effectiveFrom())
            .max(LocalDate::compareTo)
            .orElseThrow();
    return CareTime.months(
        facts.timeEntries(),
        facts.timeElsewhere(),
        question.careGates(),
        RuleSets.timePolicy(question.payer().countPassiveReview()),
        YearMonth.from(from),
        YearMonth.from(today),
        question.asOf());
  }

  /** A qualifying or held reading in the month or shortly before it (R36). */
  private boolean dataLinked(CareMonth month, List<JudgedReading> judged) {
    LocalDate from =
        month
            .month()
            .atDay(1)
            .minusDays(RuleSets.inForceOn(month.month().atEndOfMonth()).dataLinkDays());
    DateRange window = new DateRange(from, month.month().atEndOfMonth());
    return switch (question.facts().dataLink()) {
      case ASSUMED -> true;
      case FROM_READINGS ->
          judged.stream()
              .map(JudgedReading::verdict)
              .anyMatch(v -> !(v instanceof DayVerdict.Excluded) && window.contains(v.date()));
    };
  }

  private boolean enoughDataDays(CareMonth month, List<DevicePeriod> periods) {
    int needed = question.payer().managementRequiresDataDays();
    DateRange dates = new DateRange(month.month().atDay(1), month.month().atEndOfMonth());
    return needed == 0
        || periods.stream().anyMatch(p -> p.range().overlaps(dates) && p.days() >= needed);
  }

  /** Evidence that turned up after the anchor was fixed says that monitoring began earlier. */
  private static boolean disputed(Anchor anchor, List<JudgedReading> judged) {
    return judged.stream()
        .filter(j -> j.verdict() instanceof DayVerdict.Counts)
        .filter(j -> j.verdict().date().isBefore(anchor.date()))
        .anyMatch(j -> anchor.fixedAt().filter(j.receivedAt()::isAfter).isPresent());
  }
}
