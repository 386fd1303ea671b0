package dev.cuffline.rules.billing;

import dev.cuffline.rules.dataday.DayLimits;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The codes and thresholds in force for dates of service in one span of dates (R5).
 *
 * @param version name on every determination, for example 2026
 * @param effectiveFrom first date of service, inclusive
 * @param effectiveTo last date of service, inclusive
 * @param source where the rows come from (billing-rules.md section 10)
 * @param setup the set-up code
 * @param deviceTiers device codes by data-days, lowest first; mutually exclusive (R14)
 * @param dayBands reasons by data-days, lowest first, from 0
 * @param timeTiers management codes by seconds, lowest first; mutually exclusive (R28)
 * @param timeBands reasons by seconds, lowest first, from 0
 * @param addOn the add-on to the highest management tier
 * @param neverWith codes that exclude all of ours in an overlapping period (R4)
 * @param device periods, grace and clock limits of the device clock
 * @param neighbours the services beside it
 * @param dataLinkDays dates before a month in which a qualifying reading links it (R36)
 */
public record RuleSet(
    String version,
    LocalDate effectiveFrom,
    LocalDate effectiveTo,
    String source,
    Setup setup,
    List<Tier> deviceTiers,
    List<Band> dayBands,
    List<Tier> timeTiers,
    List<Band> timeBands,
    AddOn addOn,
    Set<BillingCode> neverWith,
    DeviceClock device,
    Neighbours neighbours,
    int dataLinkDays) {
  /** Copies the collections. */
  public RuleSet {
    deviceTiers = List.copyOf(deviceTiers);
    dayBands = List.copyOf(dayBands);
    timeTiers = List.copyOf(timeTiers);
    timeBands = List.copyOf(timeBands);
    neverWith = Set.copyOf(neverWith);
  }

  /**
   * A code from a number of days or seconds on.
   *
   * @param code the code
   * @param atLeast days or seconds, inclusive
   */
  public record Tier(BillingCode code, long atLeast) {}

  /**
   * A reason from a number of days or seconds on.
   *
   * @param atLeast days or seconds, inclusive
   * @param reason the reason
   */
  public record Band(long atLeast, ReasonCode reason) {}

  /**
   * The set-up code, once per episode (R19, R20).
   *
   * @param code the code
   * @param undisputedDays data-days from which nobody disputes it
   */
  public record Setup(BillingCode code, int undisputedDays) {}

  /**
   * An add-on code (R33, R34).
   *
   * @param code the code
   * @param base the only code it attaches to
   * @param eachSeconds one unit per full span of this many seconds beyond the base
   * @param softCap units beyond this are for review
   * @param hardCap units beyond this are unbilled
   */
  public record AddOn(
      BillingCode code, BillingCode base, long eachSeconds, int softCap, int hardCap) {}

  /**
   * The device clock.
   *
   * @param blockDays dates in a period
   * @param minimumSpacingDays dates from one date of service to the next (R16)
   * @param fixedDay day of the month of the FIXED_DAY mode; the last one in a shorter month
   * @param riskSlackDays dates that may still be missed when a period counts as at risk
   * @param limits the settings of the counting
   */
  public record DeviceClock(
      int blockDays, int minimumSpacingDays, int fixedDay, int riskSlackDays, DayLimits limits) {}

  /** Whether it holds for a date of service. */
  public boolean inForceOn(LocalDate dateOfService) {
    return !dateOfService.isBefore(effectiveFrom) && !dateOfService.isAfter(effectiveTo);
  }

  Optional<Tier> deviceTier(long days) {
    return highest(deviceTiers, days);
  }

  Optional<Tier> timeTier(long seconds) {
    return highest(timeTiers, seconds);
  }

  Optional<Tier> row(BillingCode code) {
    return deviceTiers.stream()
        .filter(t -> t.code().equals(code))
        .findFirst()
        .or(() -> timeTiers.stream().filter(t -> t.code().equals(code)).findFirst());
  }

  ReasonCode dayBand(long days) {
    return band(dayBands, days);
  }

  ReasonCode timeBand(long seconds) {
    return band(timeBands, seconds);
  }

  private static Optional<Tier> highest(List<Tier> tiers, long value) {
    return tiers.stream().filter(t -> value >= t.atLeast()).reduce((a, b) -> b);
  }

  private static ReasonCode band(List<Band> bands, long value) {
    return bands.stream()
        .filter(b -> value >= b.atLeast())
        .reduce((a, b) -> b)
        .orElseThrow(() -> new IllegalStateException("the bands of a rule set start at 0"))
        .reason();
  }
}
