package dev.cuffline.gateway.web.pages.devices;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Columns by which cuffs are sorted, each in its useful direction. */
enum DeviceSort {
  /** By id. */
  CUFF("Cuff", Comparator.comparing(DeviceLine::id)),
  /** A to Z; those of nobody last. */
  HOLDER(
      "With",
      Comparator.comparing((DeviceLine line) ->
          line.holders().isEmpty() ? "\uFFFF" : line.holders().getFirst().name())),
  /** In the order of a cuff's life. */
  STATE("State", Comparator.comparing(line -> line.state().map(Enum::ordinal).orElse(-1))),
  /** Who was silent longest comes first. */
  SEEN("Last heard", Comparator.comparing(line -> line.seenAt().orElse(Instant.MIN))),
  /** The emptiest first. */
  BATTERY("Battery", Comparator.comparing(line -> line.battery().orElse(Long.MAX_VALUE))),
  /** The furthest off first. */
  CLOCK(
      "Clock",
      Comparator.comparing((DeviceLine line) ->
          line.gauges().clockOffset().map(Duration::abs).orElse(Duration.ZERO).negated())),
  /** The most first. */
  ERRORS("Errors", Comparator.comparingLong((DeviceLine line) -> -line.faults()));

  private final String heading;

  @SuppressWarnings("ImmutableEnumChecker") // a function of the line alone
  private final Comparator<DeviceLine> order;

  DeviceSort(String heading, Comparator<DeviceLine> order) {
    this.heading = heading;
    this.order = order.thenComparing(DeviceLine::id);
  }

  String heading() {
    return heading;
  }

  Comparator<DeviceLine> order() {
    return order;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The column of a parameter; by cuff when there is none or another. */
  static DeviceSort of(Optional<String> word) {
    for (DeviceSort sort : values()) {
      if (word.filter(sort.word()::equals).isPresent()) {
        return sort;
      }
    }
    return CUFF;
  }
}
