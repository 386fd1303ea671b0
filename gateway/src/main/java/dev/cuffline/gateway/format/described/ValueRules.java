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

  Read in(Scope scope) throws Violation {
    Optional<BigDecimal> high = required(systolic, scope);
    Optional<BigDecimal> low = required(diastolic, scope);
    Optional<BigDecimal> beats = isPulseAlone() ? required(pulse, scope) : number(pulse, scope);
    Optional<BigDecimal> average = number(mean, scope);
    List<Reason> reasons = new ArrayList<>(4);
    Optional<PressureUnit> known = systolic.isPresent() ? unit.in(scope) : unit.otherwise();
    boolean uncertain = unit.isUncertain(high) || unit.isUncertain(low);
    boolean usable = known.isPresent() && !uncertain;
    if (!usable) {
      reasons.add(Reason.of(uncertain ? "unit-uncertain" : "unit-unknown"));
    }
    String raw = raw(known, high, low, beats, average);
    Optional<BigDecimal> systolicMmHg = usable ? unit.toMmHg(high, known.get()) : Optional.empty();
    Optional<BigDecimal> diastolicMmHg = usable ? unit.toMmHg(low, known.get()) : Optional.empty();
    Optional<BigDecimal> meanMmHg = usable ? unit.toMmHg(average, known.get()) : Optional.empty();
    if (usable && systolic.isPresent()) {
      known.get().mark().ifPresent(reasons::add);
    }
    boolean plausible = usable && limits.plausible(systolicMmHg, diastolicMmHg);
    Optional<BigDecimal> rate = beats.filter(limits::plausiblePulse);
    boolean sentinel = isSentinel(scope, beats);
    if (isPulseAlone() && rate.isEmpty() && !sentinel) {
      plausible = false;
    }
    if (usable && !plausible) {
      reasons.add(Reason.of("value-implausible"));
    }
    addPulseReason(scope, rate, sentinel, reasons);
    return read(systolicMmHg, diastolicMmHg, meanMmHg, rate, plausible, sentinel, raw, reasons);
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
    if (!lone.equals(LonePressure.NONE)) {
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
  private String raw(
      Optional<PressureUnit> known,
      Optional<BigDecimal> high,
      Optional<BigDecimal> low,
      Optional<BigDecimal> beats,
      Optional<BigDecimal> average) {
    StringBuilder raw = new StringBuilder(32);
    raw.append(known.isPresent() ? known.get().symbol() : "?");
    append(raw, high);
    append(raw, low);
    append(raw, beats);
    if (mean.isPresent()) {
      append(raw, average);
    }
    return raw.toString();
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
