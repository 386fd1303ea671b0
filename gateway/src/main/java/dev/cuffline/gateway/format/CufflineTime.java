package dev.cuffline.gateway.format;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cuffline.rules.reading.TimeQuality;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** {@code measuredAt} and {@code zone} of {@link CufflineFormat}. */
sealed interface CufflineTime {
  /**
   * A time, or none at all.
   *
   * @param marks what to know of it: wall time in a DST gap or overlap
   */
  record Read(WireTime time, List<Reason> marks) implements CufflineTime {}

  /** A field that cannot be read. */
  record Unreadable(String field, String expected) implements CufflineTime {}

  /** Reads both fields. */
  static CufflineTime of(JsonNode reading) {
    if (!JsonFields.isGiven(reading, "measuredAt")) {
      return new Read(new WireTime.Missing(""), List.of());
    }
    String text = JsonFields.text(reading, "measuredAt").orElse("");
    Optional<OffsetDateTime> at = offsetTime(text);
    if (at.isPresent()) {
      return new Read(
          new WireTime.At(
              at.get().toInstant(), Optional.of(at.get().getOffset()), TimeQuality.DEVICE, text),
          List.of());
    }
    Optional<LocalDateTime> wall = wallTime(text);
    if (wall.isEmpty()) {
      return new Unreadable(
          "measuredAt", "ISO 8601 of the years 1 to 9999, such as 2026-01-05T08:00:00-05:00");
    }
    return JsonFields.isGiven(reading, "zone")
        ? inZone(wall.get(), text, JsonFields.text(reading, "zone").orElse(""))
        : new Read(new WireTime.Local(wall.get(), text), List.of());
  }

  private static CufflineTime inZone(LocalDateTime wall, String text, String zone) {
    try {
      WallClock clock = WallClock.read(wall, ZoneId.of(zone));
      return new Read(
          new WireTime.At(
              clock.instant(),
              Optional.of(clock.offset()),
              TimeQuality.DEVICE,
              text + "[" + zone + "]"),
          clock.mark().stream().toList());
    } catch (DateTimeException unknown) {
      return new Unreadable("zone", "an IANA name such as America/New_York");
    }
  }

  private static Optional<OffsetDateTime> offsetTime(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text)).filter(at -> isYear(at.getYear()));
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }

  private static Optional<LocalDateTime> wallTime(String text) {
    try {
      return Optional.of(LocalDateTime.parse(text)).filter(at -> isYear(at.getYear()));
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }

  private static boolean isYear(int year) {
    return year >= 1 && year <= 9999;
  }
}
