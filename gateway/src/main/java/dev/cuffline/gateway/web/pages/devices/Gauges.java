package dev.cuffline.gateway.web.pages.devices;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.cuffline.gateway.format.Gauge;
import dev.cuffline.gateway.registry.RegistryJson;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What a cuff last said of itself. */
record Gauges(Map<Gauge, Integer> values) {
  static final Gauges NONE = new Gauges(Map.of());

  /** Copies the map. */
  Gauges {
    values = Map.copyOf(values);
  }

  /** Reads the store's JSON; what is none says nothing. */
  static Gauges parse(String json) {
    if (json.length() <= 2) {
      return NONE;
    }
    try {
      JsonNode node = RegistryJson.MAPPER.readTree(json);
      Map<Gauge, Integer> values = new EnumMap<>(Gauge.class);
      for (Gauge gauge : Gauge.values()) {
        if (node.path(gauge.key()).isIntegralNumber()) {
          values.put(gauge, node.path(gauge.key()).intValue());
        }
      }
      return new Gauges(values);
    } catch (JsonProcessingException notJson) {
      return NONE;
    }
  }

  private Optional<Integer> of(Gauge gauge) {
    return Optional.ofNullable(values.get(gauge));
  }

  /** How far its clock is ahead; behind when negative. */
  Optional<Duration> clockOffset() {
    return of(Gauge.CLOCK_OFFSET_SECONDS).map(Duration::ofSeconds);
  }

  /** {@code 64 %}, else the voltage; empty when it said neither. */
  String battery() {
    return of(Gauge.BATTERY_PERCENT)
        .map(percent -> percent + " %")
        .or(() -> of(Gauge.BATTERY_MILLIVOLT).map(milli -> milli + " mV"))
        .orElse("");
  }

  /** In the unit that the vendor uses; empty when it said nothing. */
  String signal() {
    return of(Gauge.RSSI_DBM)
        .map(dbm -> dbm + " dBm")
        .or(() -> of(Gauge.SIGNAL_PERCENT).map(percent -> percent + " %"))
        .or(() -> of(Gauge.SIGNAL_LEVEL_1_4).map(level -> level + " of 4"))
        .or(() -> of(Gauge.SIGNAL_RAW).map(raw -> raw + " (vendor's scale)"))
        .orElse("");
  }

  /** {@code 2 min ahead}, {@code right}; empty when nobody knows. */
  String clock() {
    return clockOffset().map(Gauges::words).orElse("");
  }

  private static String words(Duration ahead) {
    if (ahead.abs().toSeconds() < 1) {
      return "right";
    }
    return span(ahead.abs()) + (ahead.isNegative() ? " behind" : " ahead");
  }

  /** The two largest units. */
  static String span(Duration span) {
    if (span.toDays() > 0) {
      return span.toDays() + " d " + span.toHoursPart() + " h";
    }
    if (span.toHours() > 0) {
      return span.toHours() + " h " + span.toMinutesPart() + " min";
    }
    return span.toMinutes() > 0
        ? span.toMinutes() + " min " + span.toSecondsPart() + " s"
        : span.toSeconds() + " s";
  }
}
