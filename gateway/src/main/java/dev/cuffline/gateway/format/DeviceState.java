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
}
