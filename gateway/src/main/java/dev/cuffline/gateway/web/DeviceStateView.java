package dev.cuffline.gateway.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When a device was last heard, and what it said of itself.
 *
 * @param seenAt exact to a quarter of an hour
 * @param source login of the device, hub or service that it came by
 * @param gauges such as {@code batteryPercent}, as last said
 * @param gaugesAt when they were said; empty when nothing ever was
 * @param faults what went wrong with it, how often, and when last
 */
record DeviceStateView(
    String device,
    Instant seenAt,
    String source,
    String format,
    JsonNode gauges,
    Optional<Instant> gaugesAt,
    List<Fault> faults) {
  /** One kind of trouble. */
  record Fault(String reason, long times, Instant lastAt) {}

  /** Copies the list. */
  DeviceStateView {
    faults = List.copyOf(faults);
  }
}
