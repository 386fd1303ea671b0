package dev.cuffline.gateway.web.pages.devices;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Which cuffs the list shows. */
enum DeviceFilter {
  /** Every one. */
  ALL("All"),
  /** In somebody's hands. */
  USE("In use"),
  /** On the shelf. */
  STOCK("In stock"),
  /** In somebody's hands and not heard. */
  SILENT("Silent for " + DeviceLine.SILENT.toDays() + " days"),
  /** Nearly empty. */
  BATTERY("Battery ≤ " + DeviceLine.LOW_BATTERY_PERCENT + " %"),
  /** Ahead, behind or not believed. */
  CLOCK("Clock off"),
  /** Still sends although its last patient's use is over. */
  RETURN("To be returned");

  private final String label;

  DeviceFilter(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean takes(DeviceLine line, Instant now) {
    return switch (this) {
      case ALL -> true;
      case USE -> line.isInUse();
      case STOCK -> line.isInStock();
      case SILENT -> line.isSilent(now);
      case BATTERY -> line.isBatteryLow();
      case CLOCK -> line.isClockOff(now);
      case RETURN -> line.toReturn();
    };
  }

  /** The filter of a parameter; all when there is none or another. */
  static DeviceFilter of(Optional<String> word) {
    for (DeviceFilter filter : values()) {
      if (word.filter(filter.word()::equals).isPresent()) {
        return filter;
      }
    }
    return ALL;
  }
}
