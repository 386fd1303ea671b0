package dev.cuffline.gateway.format.described;

import dev.cuffline.gateway.format.DecodedItem.LonePressure;
import dev.cuffline.gateway.format.PlausibilityLimits;
import dev.cuffline.gateway.format.PressureUnit;
import dev.cuffline.gateway.format.Reason;
import dev.cuffline.rules.reading.BloodPressure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which values a kind of message holds.
 *
 * @param systolic present together with {@code diastolic}, or neither
 * @param unit of all pressures
 */
record ValueRules(
    UnitRule unit,
    Optional<NumberRule> systolic,
    Optional<NumberRule> diastolic,
    Optional<NumberRule> mean,
    Optional<NumberRule> pulse,
    PlausibilityLimits limits) {

  /**
   * What was read.
   *
   * @param hasPulseSentinel the vendor's way to say that there is no pulse
   * @param raw the values as sent, canonical
   */
  record Read(
      Optional<BloodPressure> pressure,
      LonePressure lone,
      Optional<BigDecimal> pulse,
      boolean plausible,
      boolean hasPulseSentinel,
      String raw,
      List<Reason> reasons) {}

  boolean isPulseAlone() {
    return systolic.isEmpty() && pulse.isPresent();
  }

  boolean areNone() {
    return systolic.isEmpty() && pulse.isEmpty();
  }

  /**
   * A pressure as it was sent.
   *
   * @param unit empty when nobody knows it
   * @param mmHg empty when there is no number, or its unit is in doubt
   */
  private record Pressure(
      Optional<BigDecimal> sent,
      Optional<PressureUnit> unit,
      boolean uncertain,
      Optional<BigDecimal> mmHg) {
    boolean isUsable() {
      return unit.isPresent() && !uncertain;
    }
  }

  Read in(Scope scope) throws Violation {
    Optional<BigDecimal> high = required(systolic, scope);
    Optional<BigDecimal> low = required(diastolic, scope);
    Optional<BigDecimal> beats = isPulseAlone() ? required(pulse, scope) : number(pulse, scope);
    Optional<PressureUnit> shared = systolic.isPresent() ? unit.in(scope) : unit.otherwise();
    boolean sharedInDoubt = unit.isUncertain(high) || unit.isUncertain(low);
    Pressure upper = pressure(systolic, high, shared, sharedInDoubt, scope);
    Pressure lower = pressure(diastolic, low, shared, sharedInDoubt, scope);
    Pressure middle = pressure(mean, number(mean, scope), shared, sharedInDoubt, scope);
    List<Reason> reasons = new ArrayList<>(4);
    boolean usable = systolic.isEmpty() || (upper.isUsable() && lower.isUsable());
    if (!usable) {
      boolean uncertain = upper.uncertain() || lower.uncertain();
      reasons.add(Reason.of(uncertain ? "unit-uncertain" : "unit-unknown"));
    }
    if (usable && systolic.isPresent()) {
      Stream.of(upper, lower)
          .map(pressure -> pressure.unit().flatMap(PressureUnit::mark))
          .flatMap(Optional::stream)
          .distinct()
          .forEach(reasons::add);
    }
    boolean plausible = usable && limits.plausible(upper.mmHg(), lower.mmHg());
    Optional<BigDecimal> rate = beats.filter(limits::plausiblePulse);
    boolean sentinel = isSentinel(scope, beats);
    if (isPulseAlone() && rate.isEmpty() && !sentinel) {
      plausible = false;
    }
    if (usable && !plausible) {
      reasons.add(Reason.of("value-implausible"));
    }
    addPulseReason(scope, rate, sentinel, reasons);
    String raw = raw(upper, lower, beats, middle);
    return read(upper.mmHg(), lower.mmHg(), middle.mmHg(), rate, plausible, sentinel, raw, reasons);
  }

  private Pressure pressure(
      Optional<NumberRule> rule,
      Optional<BigDecimal> sent,
      Optional<PressureUnit> shared,
      boolean sharedInDoubt,
      Scope scope) {
    Optional<UnitRule> own = rule.flatMap(NumberRule::unit);
    Optional<PressureUnit> known = own.isPresent() ? own.get().in(scope) : shared;
    boolean uncertain = own.isPresent() ? own.get().isUncertain(sent) : sharedInDoubt;
    UnitRule by = own.orElse(unit);
    return new Pressure(
        sent,
        known,
        uncertain,
        known.isPresent() && !uncertain ? by.toMmHg(sent, known.get()) : Optional.empty());
  }

  private static Read read(
      Optional<BigDecimal> systolic,
      Optional<BigDecimal> diastolic,
      Optional<BigDecimal> mean,
      Optional<BigDecimal> pulse,
      boolean plausible,
      boolean sentinel,
      String raw,
      List<Reason> reasons) {
    if (systolic.isPresent() && diastolic.isPresent()) {
      BloodPressure pair =
          new BloodPressure(
              systolic.get(), diastolic.get(), mean.filter(value -> value.signum() > 0));
      return new Read(
          Optional.of(pair), LonePressure.NONE, pulse, plausible, sentinel, raw, reasons);
    }
    LonePressure lone = new LonePressure(systolic, diastolic);
    if (!lone.equals(LonePressure.NONE)
        && reasons.stream().noneMatch(reason -> reason.code().startsWith("unit-un"))) {
      reasons.add(Reason.of("no-value"));
    }
    return new Read(Optional.empty(), lone, pulse, plausible, sentinel, raw, reasons);
  }

  /** A pulse of 0 is none in every vendor's style (field problem 14). */
  private boolean isSentinel(Scope scope, Optional<BigDecimal> beats) {
    return beats.isPresent()
        ? beats.get().signum() == 0
        : pulse.isPresent() && pulse.get().isNoneIn(scope);
  }

  private void addPulseReason(
      Scope scope, Optional<BigDecimal> rate, boolean sentinel, List<Reason> reasons) {
    if (sentinel) {
      reasons.add(Reason.of("pulse-sentinel"));
    } else if (rate.isEmpty() && pulse.isPresent() && pulse.get().isGivenIn(scope)) {
      reasons.add(Reason.of("pulse-implausible"));
    }
  }

  private static Optional<BigDecimal> number(Optional<NumberRule> rule, Scope scope) {
    return rule.isPresent() ? rule.get().in(scope) : Optional.empty();
  }

  /** A number, or the vendor's word for none; anything else is malformed. */
  private static Optional<BigDecimal> required(Optional<NumberRule> rule, Scope scope)
      throws Violation {
    Optional<BigDecimal> number = number(rule, scope);
    if (number.isEmpty() && rule.isPresent() && !rule.get().isNoneIn(scope)) {
      throw new Violation(rule.get().field(), "a number");
    }
    return number;
  }

  /** Numbers as numbers: one that a retry sends in a string is the same. */
  private String raw(Pressure upper, Pressure lower, Optional<BigDecimal> beats, Pressure middle) {
    StringBuilder raw = new StringBuilder(32);
    raw.append(symbol(upper));
    if (!symbol(lower).equals(symbol(upper))) {
      raw.append('/').append(symbol(lower));
    }
    append(raw, upper.sent());
    append(raw, lower.sent());
    append(raw, beats);
    if (mean.isPresent()) {
      append(raw, middle.sent());
    }
    return raw.toString();
  }

  private static String symbol(Pressure pressure) {
    return pressure.unit().map(PressureUnit::symbol).orElse("?");
  }

  private static void append(StringBuilder raw, Optional<BigDecimal> value) {
    raw.append(' ');
    if (value.isEmpty()) {
      raw.append('-');
    } else {
      raw.append(value.get().stripTrailingZeros().toPlainString());
    }
  }
}
