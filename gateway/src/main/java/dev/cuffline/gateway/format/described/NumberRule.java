package dev.cuffline.gateway.format.described;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cuffline.gateway.format.JsonFields;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * How a number is read: times a factor, times ten to a power that stands beside it; what the vendor
 * writes for "no value" is none.
 *
 * @param unit of this number alone; empty for the one of all pressures
 */
record NumberRule(
    Places at,
    BigDecimal factor,
    Optional<Places> tenTo,
    Optional<Matcher> noValue,
    Optional<UnitRule> unit) {
  private static final int HIGHEST_POWER = 9;

  /** Whether anything stands there that is meant as a value. */
  boolean isGivenIn(Scope scope) {
    JsonNode node = at.in(scope);
    return JsonFields.isGiven(node) && !isNone(node);
  }

  boolean isNoneIn(Scope scope) {
    return noValue.isPresent() && isNone(at.in(scope));
  }

  private boolean isNone(JsonNode node) {
    return noValue.isPresent() && noValue.get().matches(node);
  }

  /** The number with its digits; empty when there is none, or none that can be read. */
  Optional<BigDecimal> in(Scope scope) {
    JsonNode node = at.in(scope);
    if (isNone(node)) {
      return Optional.empty();
    }
    Optional<BigDecimal> number = JsonFields.number(node);
    if (factor.compareTo(BigDecimal.ONE) != 0) {
      number = number.map(value -> value.multiply(factor));
    }
    return tenTo.isPresent() ? number.flatMap(value -> scaled(value, tenTo.get(), scope)) : number;
  }

  private static Optional<BigDecimal> scaled(BigDecimal value, Places tenTo, Scope scope) {
    return JsonFields.integer(tenTo.in(scope))
        .filter(power -> Math.abs(power) <= HIGHEST_POWER)
        .map(power -> value.scaleByPowerOfTen(Math.toIntExact(power)))
        .map(scaled -> scaled.scale() < 0 ? scaled.setScale(0) : scaled);
  }

  String field() {
    return at.field();
  }
}
