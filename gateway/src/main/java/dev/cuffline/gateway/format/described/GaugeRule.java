package dev.cuffline.gateway.format.described;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cuffline.gateway.format.DeviceState;
import dev.cuffline.gateway.format.Gauge;
import dev.cuffline.gateway.format.JsonFields;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a gauge of the device is read: a number times a factor, or what stands for yes.
 *
 * @param factor 1 for the number as it is
 * @param yes what means 1 where it is no number, such as {@code pwr}
 */
record GaugeRule(Gauge gauge, Places at, BigDecimal factor, Optional<Matcher> yes) {
  private Optional<Integer> in(Scope scope) {
    JsonNode node = at.in(scope);
    if (yes.isPresent()) {
      return yes.get().matches(node) ? Optional.of(1) : Optional.empty();
    }
    return factor.compareTo(BigDecimal.ONE) == 0 ? whole(node) : scaled(node);
  }

  private Optional<Integer> whole(JsonNode node) {
    return JsonFields.integer(node).filter(gauge::holds).map(Math::toIntExact);
  }

  private Optional<Integer> scaled(JsonNode node) {
    return JsonFields.number(node)
        .map(value -> value.multiply(factor).stripTrailingZeros())
        .filter(value -> value.scale() <= 0 && value.precision() - value.scale() < 10)
        .map(BigDecimal::longValueExact)
        .filter(gauge::holds)
        .map(Math::toIntExact);
  }

  /** All gauges of a record. */
  static DeviceState state(List<GaugeRule> rules, Scope scope) {
    if (rules.isEmpty()) {
      return DeviceState.NONE;
    }
    Map<Gauge, Integer> said = new EnumMap<>(Gauge.class);
    for (GaugeRule rule : rules) {
      rule.in(scope).ifPresent(value -> said.put(rule.gauge, value));
    }
    return said.isEmpty() ? DeviceState.NONE : new DeviceState(said);
  }
}
