package dev.cuffline.gateway.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Small Bluetooth characteristics around a measurement (devices.md 1.2, 1.3, 1.5). Every reader is
 * total and gives empty when there are too few bytes.
 */
public final class Characteristics {
  private static final List<String> FEATURES =
      List.of(
          "body-movement",
          "cuff-fit",
          "irregular-pulse",
          "pulse-rate-range",
          "measurement-position",
          "multiple-bond",
          "e2e-crc",
          "user-data-service",
          "user-facing-time");
  private static final List<String> ADJUST_REASONS =
      List.of("manual", "external-reference", "time-zone", "dst");
  private static final int DATE_TIME_BYTES = 7;
  private static final int CURRENT_TIME_BYTES = 10;

  private Characteristics() {}

  /**
   * 0x2A2B, Current Time.
   *
   * @param dayOfWeek 1 Monday to 7 Sunday, 0 unknown
   * @param fractions256 1/256 seconds
   * @param adjustReasons why the clock was last set
   */
  public record CurrentTime(
      WallTime time, int dayOfWeek, int fractions256, List<String> adjustReasons) {}

  /**
   * 0x2A49, Blood Pressure Feature: a status bit of 0 means "not detected" only where the feature
   * is there.
   *
   * @param bits as on the wire
   * @param hasReservedBits bits 9 to 15 are reserved
   */
  public record Feature(int bits, List<String> names, boolean hasReservedBits) {}

  /** One SFLOAT word. */
  public static Optional<Sfloat> sfloat(byte[] bytes) {
    return bytes.length < 2
        ? Optional.empty()
        : Optional.of(Sfloat.of(new WireBytes(bytes).unsigned16()));
  }

  /** 0x2A08, Date Time. */
  public static Optional<WallTime> dateTime(byte[] bytes) {
    return bytes.length < DATE_TIME_BYTES
        ? Optional.empty()
        : Optional.of(new WireBytes(bytes).wallTime());
  }

  /** 0x2A2B, Current Time. */
  public static Optional<CurrentTime> currentTime(byte[] bytes) {
    if (bytes.length < CURRENT_TIME_BYTES) {
      return Optional.empty();
    }
    var in = new WireBytes(bytes);
    WallTime time = in.wallTime();
    int dayOfWeek = in.unsigned8();
    int fractions = in.unsigned8();
    return Optional.of(
        new CurrentTime(time, dayOfWeek, fractions, names(in.unsigned8(), ADJUST_REASONS)));
  }

  /** 0x2A49, Blood Pressure Feature. */
  public static Optional<Feature> feature(byte[] bytes) {
    if (bytes.length < 2) {
      return Optional.empty();
    }
    int bits = new WireBytes(bytes).unsigned16();
    return Optional.of(new Feature(bits, names(bits, FEATURES), bits >> FEATURES.size() != 0));
  }

  private static List<String> names(int bits, List<String> byBit) {
    List<String> names = new ArrayList<>();
    for (int bit = 0; bit < byBit.size(); bit++) {
      if ((bits & (1 << bit)) != 0) {
        names.add(byBit.get(bit));
      }
    }
    return List.copyOf(names);
  }
}
