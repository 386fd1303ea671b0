package dev.cuffline.gateway.format.described;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cuffline.gateway.format.JsonFields;
import dev.cuffline.gateway.format.PressureUnit;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * The unit of the pressures: always the same, or told by the payload. Never told by the size of a
 * number (D9): one that is too small for its unit makes the unit uncertain, and that is all.
 *
 * @param at where the payload says it; empty when it never does
 * @param byWord what the payload's words stand for
 * @param otherwise when the payload does not say it; empty when it must
 * @param uncertainBelow a positive number below this, as sent, cannot be in the unit
 * @param decimals of a converted value; empty for what suits the unit
 */
record UnitRule(
    Optional<Places> at,
    Map<String, PressureUnit> byWord,
    Optional<PressureUnit> otherwise,
    Optional<BigDecimal> uncertainBelow,
    Optional<Integer> decimals) {
  static final UnitRule MMHG =
      new UnitRule(
          Optional.empty(),
          Map.of(),
          Optional.of(PressureUnit.MMHG),
          Optional.empty(),
          Optional.empty());

  UnitRule {
    byWord = Map.copyOf(byWord);
  }

  /** Empty when the payload names one that nobody knows, or none where it must. */
  Optional<PressureUnit> in(Scope scope) {
    if (at.isEmpty()) {
      return otherwise;
    }
    JsonNode node = at.get().in(scope);
    return JsonFields.isGiven(node) ? JsonFields.text(node).map(byWord::get) : otherwise;
  }

  boolean isUncertain(Optional<BigDecimal> value) {
    return uncertainBelow.isPresent()
        && value
            .filter(number -> number.signum() > 0 && number.compareTo(uncertainBelow.get()) < 0)
            .isPresent();
  }

  Optional<BigDecimal> toMmHg(Optional<BigDecimal> value, PressureUnit unit) {
    return unit == PressureUnit.MMHG
        ? value
        : value.map(number ->
            decimals.isPresent() ? unit.toMmHg(number, decimals.get()) : unit.toMmHg(number));
  }
}
