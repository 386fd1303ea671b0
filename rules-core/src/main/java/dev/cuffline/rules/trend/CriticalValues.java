package dev.cuffline.rules.trend;

import java.math.BigDecimal;
import java.util.Optional;

/** Critical values in an item whose patient is not known, for the clinical queue (P6). */
public final class CriticalValues {
  private CriticalValues() {}

  /**
   * Whether the values meet a critical rule. No confirmation: there is nobody to repeat.
   *
   * @param systolic mmHg
   * @param diastolic mmHg
   * @param pulse beats per minute
   * @param pack the rules in force
   */
  public static Optional<CriticalValue> find(
      Optional<BigDecimal> systolic,
      Optional<BigDecimal> diastolic,
      Optional<BigDecimal> pulse,
      RulePack pack) {
    Vitals vitals = new Vitals(systolic, diastolic, pulse);
    for (Rule rule : pack.rules()) {
      if (rule instanceof Rule.Critical critical && vitals.meetsAny(critical.when())) {
        return Optional.of(of(critical, vitals));
      }
    }
    return Optional.empty();
  }

  private static CriticalValue of(Rule.Critical rule, Vitals vitals) {
    return new CriticalValue(
        rule.header().id(),
        rule.header().severity(),
        rule.header().family(),
        vitals.meetsAny(rule.pageAtOnce()),
        vitals.spoken(rule.when()));
  }
}
