package dev.cuffline.rules.billing;

import dev.cuffline.rules.billing.Neighbours.ByTime;
import dev.cuffline.rules.billing.Neighbours.Extra;
import dev.cuffline.rules.billing.Neighbours.Interpretation;
import dev.cuffline.rules.billing.Neighbours.SelfMeasured;
import dev.cuffline.rules.billing.RuleSet.AddOn;
import dev.cuffline.rules.billing.RuleSet.Band;
import dev.cuffline.rules.billing.RuleSet.DeviceClock;
import dev.cuffline.rules.billing.RuleSet.Setup;
import dev.cuffline.rules.billing.RuleSet.Tier;
import dev.cuffline.rules.caretime.Activity;
import dev.cuffline.rules.caretime.Modality;
import dev.cuffline.rules.caretime.Role;
import dev.cuffline.rules.caretime.Service;
import dev.cuffline.rules.caretime.TimePolicy;
import dev.cuffline.rules.dataday.DayLimits;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rule sets we hold. Rows are data: code, threshold, dates and source; nothing else in the
 * rules knows a year or a code number (P9).
 */
public final class RuleSets {
  private static final int UNCAPPED = Integer.MAX_VALUE;

  /** Section 3: grid, grace, clock sanity (DD); fixed day 30 [TELDOS]; 5.5: slack of 3 (DD). */
  private static final DeviceClock DEVICE_CLOCK =
      new DeviceClock(
          30,
          30,
          30,
          3,
          new DayLimits(
              Duration.ofMinutes(10),
              Duration.ofDays(400),
              Duration.ofDays(3),
              Duration.ofDays(3),
              16));

  /** R14, R28: names of the reason codes. */
  private static final List<Band> DAY_BANDS =
      List.of(
          new Band(0, ReasonCode.DAYS_LT_2),
          new Band(2, ReasonCode.DAYS_2_15),
          new Band(16, ReasonCode.DAYS_GE_16));

  private static final List<Band> TIME_BANDS =
      List.of(
          new Band(0, ReasonCode.TIME_LT_10),
          new Band(600, ReasonCode.TIME_10_19),
          new Band(1200, ReasonCode.TIME_GE_20));

  /** R34: soft cap 2 [RVD58], hard cap 3, the MUE since July 2023 [TELMUE]. */
  private static final AddOn ADD_ON = new AddOn(code("99458"), code("99457"), 1200, 2, 3);

  /** R20: 16 data-days [RVD53, ACC]; fewer is disputed. */
  private static final Setup SETUP = new Setup(code("99453"), 16);

  /** Section 1.2, remote therapeutic monitoring. */
  private static final Set<BillingCode> THERAPEUTIC =
      codes(
          "98975", "98976", "98977", "98978", "98979", "98980", "98981", "98984", "98985", "98986");

  private static final Set<Role> PRACTITIONERS = EnumSet.of(Role.PHYSICIAN, Role.QHP);
  private static final Set<Role> ANYBODY =
      EnumSet.of(Role.PHYSICIAN, Role.QHP, Role.CLINICAL_STAFF);

  /**
   * Section 1.2 and R45 to R49: chronic, principal and behavioural care by minutes [OSS-TS, POS,
   * MEM], interpretation [IF91, MS91], self-measured pressure [AMA74, MPQ74], primary care
   * [FPAPCM].
   */
  private static final Neighbours NEIGHBOURS =
      new Neighbours(
          List.of(
              byTime("99490", Service.CCM, ANYBODY, 1200, extra("99439", 1200, 2)),
              byTime("99491", Service.CCM, PRACTITIONERS, 1800, extra("99437", 1800, UNCAPPED)),
              byTime("99426", Service.PCM, ANYBODY, 1800, extra("99427", 1800, 2)),
              byTime("99424", Service.PCM, PRACTITIONERS, 1800, extra("99425", 1800, UNCAPPED)),
              byTime("99484", Service.BHI, ANYBODY, 1200, Optional.empty())),
          EnumSet.of(Service.CCM, Service.PCM),
          new Interpretation(code("99091"), 1800, Set.of("9920", "9921")),
          new SelfMeasured(code("99474"), 12, codes("99473", "99474")),
          codes("G0556", "G0557", "G0558"),
          EnumSet.of(Service.CCM, Service.PCM, Service.TCM));

  private static final RuleSet CY2025 =
      new RuleSet(
          "2025",
          LocalDate.of(2025, 1, 1),
          LocalDate.of(2025, 12, 31),
          "R44; [RVD54] 16 days, [SEED] 20 minutes, no rounding",
          SETUP,
          List.of(new Tier(code("99454"), 16)),
          DAY_BANDS,
          List.of(new Tier(code("99457"), 1200)),
          TIME_BANDS,
          ADD_ON,
          THERAPEUTIC,
          DEVICE_CLOCK,
          NEIGHBOURS,
          30);

  private static final RuleSet CY2026 =
      new RuleSet(
          "2026",
          LocalDate.of(2026, 1, 1),
          LocalDate.of(2026, 12, 31),
          "R5, R14, R28; [RIM26], [FP26], [100P26]: new tiers for 2 to 15 days and 10 to 19 minutes",
          SETUP,
          List.of(new Tier(code("99445"), 2), new Tier(code("99454"), 16)),
          DAY_BANDS,
          List.of(new Tier(code("99470"), 600), new Tier(code("99457"), 1200)),
          TIME_BANDS,
          ADD_ON,
          THERAPEUTIC,
          DEVICE_CLOCK,
          NEIGHBOURS,
          30);

  private static final List<RuleSet> ALL = List.of(CY2025, CY2026);

  private static final List<BillingCode> DEVICE_CODES =
      distinct(ALL.stream().flatMap(r -> r.deviceTiers().stream()).map(Tier::code));

  private static final List<BillingCode> TIME_CODES =
      distinct(ALL.stream().flatMap(r -> r.timeTiers().stream()).map(Tier::code));

  private static final Set<BillingCode> DEVICE_FAMILY =
      family(DEVICE_CODES, ALL.stream().map(r -> r.setup().code()));

  private static final Set<BillingCode> MANAGEMENT_FAMILY =
      family(TIME_CODES, ALL.stream().map(r -> r.addOn().code()));

  private static final Set<BillingCode> SELF_MEASURED =
      ALL.stream()
          .flatMap(rules -> rules.neighbours().selfMeasured().notWith().stream())
          .collect(Collectors.toUnmodifiableSet());

  private RuleSets() {}

  /** Every rule set, oldest first, without gaps between them. */
  public static List<RuleSet> all() {
    return ALL;
  }

  /**
   * The rule set for a date of service. Outside all of them it is the nearest, and {@link
   * RuleSet#inForceOn} says no: for review, never ready (R5a).
   */
  public static RuleSet inForceOn(LocalDate dateOfService) {
    return ALL.stream()
        .filter(r -> !dateOfService.isBefore(r.effectiveFrom()))
        .reduce((a, b) -> b)
        .orElse(ALL.getFirst());
  }

  /**
   * How management time is judged; the same in every rule set (R29, R30, R37, R38, section 4).
   *
   * @param countPassiveReview from the payer profile (R36)
   */
  static TimePolicy timePolicy(boolean countPassiveReview) {
    return timePolicy(Service.RPM, ANYBODY, countPassiveReview);
  }

  /** The same for time of another service; what it must document is its own affair. */
  static TimePolicy timePolicy(Service service, Set<Role> performers) {
    return timePolicy(service, performers, true);
  }

  private static TimePolicy timePolicy(
      Service service, Set<Role> performers, boolean countPassiveReview) {
    return new TimePolicy(
        service,
        EnumSet.complementOf(EnumSet.of(Activity.DEVICE_SETUP, Activity.ADMIN)),
        performers,
        EnumSet.of(Role.CLINICAL_STAFF),
        EnumSet.of(Modality.AUDIO, Modality.VIDEO),
        Duration.ofDays(3),
        Duration.ofDays(3),
        countPassiveReview);
  }

  /** How long after a month's end time of it may still be written down (R42). */
  public static Duration lateEntryWindow() {
    return timePolicy(false).entryWindow();
  }

  /** Device codes of any rule set, in order of their number. */
  public static List<BillingCode> deviceCodes() {
    return DEVICE_CODES;
  }

  /** Management codes of any rule set without add-ons, in order of their number. */
  public static List<BillingCode> timeCodes() {
    return TIME_CODES;
  }

  /**
   * What one practitioner bills for a patient's device: supply of any rule set, and set-up (R3).
   */
  static Set<BillingCode> deviceFamily() {
    return DEVICE_FAMILY;
  }

  /** Management codes of any rule set with their add-ons. */
  static Set<BillingCode> managementFamily() {
    return MANAGEMENT_FAMILY;
  }

  /** Codes of self-measured pressure in any rule set. */
  static Set<BillingCode> selfMeasured() {
    return SELF_MEASURED;
  }

  private static Set<BillingCode> family(List<BillingCode> codes, Stream<BillingCode> others) {
    return Stream.concat(codes.stream(), others).collect(Collectors.toUnmodifiableSet());
  }

  private static ByTime byTime(
      String code, Service service, Set<Role> performers, long atLeast, Optional<Extra> extra) {
    return new ByTime(code(code), service, performers, atLeast, extra);
  }

  private static Optional<Extra> extra(String code, long each, int most) {
    return Optional.of(new Extra(code(code), each, most));
  }

  private static List<BillingCode> distinct(Stream<BillingCode> codes) {
    return codes.distinct().sorted().toList();
  }

  private static BillingCode code(String number) {
    return new BillingCode(number);
  }

  private static Set<BillingCode> codes(String... numbers) {
    return Stream.of(numbers).map(BillingCode::new).collect(Collectors.toUnmodifiableSet());
  }
}
