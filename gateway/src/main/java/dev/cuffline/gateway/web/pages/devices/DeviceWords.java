package dev.cuffline.gateway.web.pages.devices;

import dev.cuffline.gateway.registry.CuffSize;
import dev.cuffline.gateway.registry.DeviceEvent;
import dev.cuffline.rules.reading.RegulatoryStatus;

/** What a cuff is, in words. */
final class DeviceWords {
  private DeviceWords() {}

  static String of(DeviceEvent.Kind kind) {
    return switch (kind) {
      case IN_STOCK -> "In stock";
      case SHIPPED -> "Shipped";
      case DELIVERED -> "Delivered";
      case SET_UP -> "Set up and taught";
      case IN_USE -> "In use";
      case LOST -> "Lost";
      case RETURNED -> "Returned";
      case MEMORY_CLEARED -> "Memory cleared";
      case RETIRED -> "Retired";
    };
  }

  static String of(CuffSize size) {
    return switch (size) {
      case PAEDIATRIC -> "child's arm";
      case SMALL_ADULT -> "small adult";
      case ADULT -> "adult";
      case LARGE_ADULT -> "large adult";
      case WRIST -> "wrist";
    };
  }

  static String of(RegulatoryStatus status) {
    return switch (status) {
      case FDA -> "FDA-defined medical device";
      case NONE -> "Not a medical device: its readings never count";
      case UNKNOWN -> "Not looked up yet: billing is on hold";
    };
  }

  /** Where it stands: what was last said of it, else whether somebody has it. */
  static String state(DeviceLine line) {
    return line.state()
        .map(DeviceWords::of)
        .orElse(line.holders().isEmpty() ? "Nobody's" : "In use");
  }

  /** {@code Example One}; what it calls itself when neither is on file. */
  static String model(String manufacturer, String model, String called) {
    String words = (manufacturer + " " + model).strip();
    return words.isEmpty() ? called : words;
  }
}
