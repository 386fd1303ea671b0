package dev.cuffline.rules.billing;

import dev.cuffline.rules.billing.RuleSet.AddOn;
import dev.cuffline.rules.billing.RuleSet.Band;
import dev.cuffline.rules.billing.RuleSet.DeviceClock;
import dev.cuffline.rules.billing.RuleSet.Setup;
import dev.cuffline.rules.billing.RuleSet.Tier;
import dev.cuffline.rules.caretime.Activity;
import dev.cuffline.rules.caretime.Modality;
import dev.cuffline.rules.caretime.Role;
import dev.cuffline.rules.caretime.TimePolicy;
import dev.cuffline.rules.dataday.DayLimits;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rule sets we hold. Rows are data: code, threshold, dates and source; nothing else in the
 * rules knows a year or a code number (P9).
 */
public final class RuleSets {
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
          30);

  private static final List<RuleSet> ALL = List.of(CY2025, CY2026);

  private static final List<BillingCode> DEVICE_CODES =
      distinct(ALL.stream().flatMap(r -> r.deviceTiers().stream()).map(Tier::code));

  private static final List<BillingCode> TIME_CODES =
      distinct(ALL.stream().flatMap(r -> r.timeTiers().stream()).map(Tier::code));

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
    return new TimePolicy(
        EnumSet.complementOf(EnumSet.of(Activity.DEVICE_SETUP, Activity.ADMIN)),
        EnumSet.of(Role.PHYSICIAN, Role.QHP, Role.CLINICAL_STAFF),
        EnumSet.of(Role.CLINICAL_STAFF),
        EnumSet.of(Modality.AUDIO, Modality.VIDEO),
        Duration.ofDays(3),
        Duration.ofDays(3),
        countPassiveReview);
  }

  /** Device codes of any rule set, in order of their number. */
  public static List<BillingCode> deviceCodes() {
    return DEVICE_CODES;
  }

  /** Management codes of any rule set without add-ons, in order of their number. */
  static List<BillingCode> timeCodes() {
    return TIME_CODES;
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
