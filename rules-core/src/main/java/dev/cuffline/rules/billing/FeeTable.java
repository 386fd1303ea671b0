package dev.cuffline.rules.billing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What codes are worth on dates of service of one span (R52): national, outside a facility, not
 * adjusted for a locality. Data with a source; what is not in it has no amount, and never 0.
 *
 * @param name of the table
 * @param source where it comes from
 * @param effectiveFrom first date of service, inclusive
 * @param effectiveTo last date of service, inclusive
 * @param status how far to trust it
 * @param conversionFactors dollars for one relative value unit
 * @param fees by code: an official file has ten thousand
 */
public record FeeTable(
    String name,
    String source,
    LocalDate effectiveFrom,
    LocalDate effectiveTo,
    Status status,
    Map<Participation, BigDecimal> conversionFactors,
    Map<BillingCode, Fee> fees) {
  private static final int CENTS = 2;

  /** How far a table can be trusted. */
  public enum Status {
    /** Gathered from others than the payer. */
    UNVERIFIED,
    /** Read from the payer's own file. */
    OFFICIAL
  }

  /** Whether the practitioner takes part in an advanced alternative payment model. */
  public enum Participation {
    /** Not a qualifying participant: most. */
    NON_APM,
    /** A qualifying participant. */
    APM
  }

  /**
   * One code's relative value units.
   *
   * @param code the code
   * @param workRvu the practitioner's part; empty where nobody says
   * @param totalRvu work, practice expense and malpractice together, outside a facility; empty
   *     where nobody says
   * @param source where the numbers come from
   */
  public record Fee(
      BillingCode code,
      Optional<BigDecimal> workRvu,
      Optional<BigDecimal> totalRvu,
      String source) {
    /** Refuses a fee without a source (P9), and units below zero. */
    public Fee {
      if (source.isBlank()) {
        throw new IllegalArgumentException("a fee names its source: " + code);
      }
      if (workRvu.filter(u -> u.signum() < 0).isPresent()
          || totalRvu.filter(u -> u.signum() < 0).isPresent()) {
        throw new IllegalArgumentException("relative value units are not negative: " + code);
      }
    }
  }

  /** Copies the maps; refuses a table without a source. */
  public FeeTable {
    conversionFactors = Map.copyOf(conversionFactors);
    fees = Map.copyOf(fees);
    if (source.isBlank()) {
      throw new IllegalArgumentException("a fee table names its source: " + name);
    }
    if (effectiveTo.isBefore(effectiveFrom)) {
      throw new IllegalArgumentException("a fee table ends before it begins: " + name);
    }
  }

  /** A table of these fees; refuses one code twice. */
  public FeeTable(
      String name,
      String source,
      LocalDate effectiveFrom,
      LocalDate effectiveTo,
      Status status,
      Map<Participation, BigDecimal> conversionFactors,
      List<Fee> fees) {
    this(name, source, effectiveFrom, effectiveTo, status, conversionFactors, byCode(fees));
  }

  private static Map<BillingCode, Fee> byCode(List<Fee> fees) {
    Map<BillingCode, Fee> byCode = new HashMap<>();
    for (Fee fee : fees) {
      if (byCode.put(fee.code(), fee) != null) {
        throw new IllegalArgumentException("a fee table has a code twice: " + fee.code());
      }
    }
    return byCode;
  }

  /**
   * Dollars for some units of a code, rounded half up to the cent after one unit, as the payer
   * does.
   *
   * @return empty outside the table's dates, and for a code or a factor that it does not have
   */
  public Optional<BigDecimal> amount(
      BillingCode code, int units, LocalDate dateOfService, Participation participation) {
    if (dateOfService.isBefore(effectiveFrom) || dateOfService.isAfter(effectiveTo)) {
      return Optional.empty();
    }
    Optional<BigDecimal> factor = Optional.ofNullable(conversionFactors.get(participation));
    return Optional.ofNullable(fees.get(code))
        .flatMap(Fee::totalRvu)
        .flatMap(rvu -> factor.map(rvu::multiply))
        .map(one -> one.setScale(CENTS, RoundingMode.HALF_UP))
        .map(one -> one.multiply(BigDecimal.valueOf(units)));
  }
}
