package dev.cuffline.gateway.web.pages.devices;

import dev.cuffline.gateway.registry.DeviceEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A cuff as the list knows it.
 *
 * @param called one of the names that it gives itself; empty when it has none, or a model
 * @param holders who has it now; empty when nobody does
 * @param state what the latest event of its life says; empty when there is none
 * @param seenAt when it was last heard, exact to a quarter of an hour
 * @param battery percent, as last said
 * @param gauges JSON, as last said
 * @param faults how often something went wrong
 * @param clockFaultAt when its clock was last not believed
 * @param toReturn whether it sends although its last patient's use is over
 */
record DeviceLine(
    String id,
    String manufacturer,
    String model,
    String called,
    Optional<String> size,
    List<Holder> holders,
    Optional<DeviceEvent.Kind> state,
    Optional<Instant> seenAt,
    Optional<Long> battery,
    Gauges gauges,
    long faults,
    Optional<Instant> clockFaultAt,
    boolean toReturn) {
  /** A cuff that says less is low: some measure garbage then (devices.md 6, problem 21). */
  static final int LOW_BATTERY_PERCENT = 20;

  /** In somebody's hands and not heard for so long. */
  static final Duration SILENT = Duration.ofDays(3);

  private static final Duration CLOCK_OFF = Duration.ofMinutes(10);
  private static final Duration CLOCK_FAULT_REMEMBERED = Duration.ofDays(7);

  /**
   * Who has it.
   *
   * @param slot empty for every slot
   */
  record Holder(String patient, String name, Optional<String> slot) {}

  boolean isInUse() {
    return !holders.isEmpty() && !isGone();
  }

  boolean isGone() {
    return state
        .filter(kind -> kind == DeviceEvent.Kind.LOST || kind == DeviceEvent.Kind.RETIRED)
        .isPresent();
  }

  /** Nobody's, and nothing says that it is elsewhere than on the shelf. */
  boolean isInStock() {
    return holders.isEmpty()
        && !toReturn
        && state
            .map(kind ->
                switch (kind) {
                  case IN_STOCK, RETURNED, MEMORY_CLEARED -> true;
                  case SHIPPED, DELIVERED, SET_UP, IN_USE, LOST, RETIRED -> false;
                })
            .orElse(true);
  }

  boolean isSilent(Instant now) {
    return isInUse() && seenAt.map(at -> at.isBefore(now.minus(SILENT))).orElse(true);
  }

  boolean isBatteryLow() {
    return !isGone() && battery.filter(percent -> percent <= LOW_BATTERY_PERCENT).isPresent();
  }

  boolean isClockOff(Instant now) {
    boolean offset =
        gauges.clockOffset().filter(ahead -> ahead.abs().compareTo(CLOCK_OFF) > 0).isPresent();
    boolean doubted =
        clockFaultAt.filter(at -> at.isAfter(now.minus(CLOCK_FAULT_REMEMBERED))).isPresent();
    return !isGone() && (offset || doubted);
  }
}
