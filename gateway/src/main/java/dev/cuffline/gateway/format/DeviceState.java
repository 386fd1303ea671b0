package dev.cuffline.gateway.format;

import java.util.Map;
import java.util.Optional;

/**
 * What a message says of the device itself.
 *
 * @param gauges what it said, each within its range
 */
public record DeviceState(Map<Gauge, Integer> gauges) {
  /** Nothing said. */
  public static final DeviceState NONE = new DeviceState(Map.of());

  private static final int LOW_BATTERY_PERCENT = 10;

  /** Copies the gauges. */
  public DeviceState {
    gauges = Map.copyOf(gauges);
  }

  /** What was said of a gauge. */
  public Optional<Integer> gauge(Gauge gauge) {
    return Optional.ofNullable(gauges.get(gauge));
  }

  /**
   * {@code battery-low} at 10 % or less: cuffs measure garbage on an empty battery (field problem
   * 21), so whoever looks at the values should know.
   */
  public Optional<Reason> batteryReason() {
    return gauge(Gauge.BATTERY_PERCENT)
        .filter(percent -> percent <= LOW_BATTERY_PERCENT)
        .map(percent -> Reason.of("battery-low"));
  }
}
