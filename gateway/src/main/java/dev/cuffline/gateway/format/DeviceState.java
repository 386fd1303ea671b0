package dev.cuffline.gateway.format;

import java.util.Optional;

/**
 * What a message says of the device itself.
 *
 * @param batteryPercent 0 to 100
 * @param signalRaw signal strength in the vendor's own scale
 */
public record DeviceState(Optional<Integer> batteryPercent, Optional<Integer> signalRaw) {
  /** Nothing said. */
  public static final DeviceState NONE = new DeviceState(Optional.empty(), Optional.empty());

  private static final int LOW_BATTERY_PERCENT = 10;

  /**
   * {@code battery-low} at 10 % or less: cuffs measure garbage on an empty battery (field problem
   * 21), so whoever looks at the values should know.
   */
  public Optional<Reason> batteryReason() {
    return batteryPercent
        .filter(percent -> percent <= LOW_BATTERY_PERCENT)
        .map(percent -> Reason.of("battery-low"));
  }
}
