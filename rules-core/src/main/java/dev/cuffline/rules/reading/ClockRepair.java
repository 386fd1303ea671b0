package dev.cuffline.rules.reading;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The evidence of a repaired time: what both clocks of one connection showed at the same moment
 * (devices.md 6, problem 1). Kept in {@link MeasuredAt#raw} behind the time on the wire.
 *
 * @param raw the time on the wire
 * @param cuffNow wall time of the cuff
 * @param hubNow the hub's time
 */
public record ClockRepair(String raw, LocalDateTime cuffNow, Instant hubNow) {
  private static final Pattern TEXT = Pattern.compile("(.*); cuff (\\S+) at hub (\\S+)");

  /** As it is kept. */
  public String text() {
    return "%s; cuff %s at hub %s".formatted(raw, cuffNow, hubNow);
  }

  /** Of a time; empty when it was not repaired. */
  public static Optional<ClockRepair> of(MeasuredAt measured) {
    Matcher matcher = TEXT.matcher(measured.raw());
    if (measured.quality() != TimeQuality.REPAIRED || !matcher.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new ClockRepair(
              matcher.group(1),
              LocalDateTime.parse(matcher.group(2)),
              Instant.parse(matcher.group(3))));
    } catch (DateTimeException otherText) {
      return Optional.empty();
    }
  }
}
