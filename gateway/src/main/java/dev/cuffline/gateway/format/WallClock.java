package dev.cuffline.gateway.format;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;

/**
 * Wall time read in a zone (field problem 4, D12).
 *
 * <p>In a DST gap the offset before the change is used: 02:30 in New York on 2024-03-10, which no
 * clock showed, is 07:30Z. In an overlap the earlier instant is used: 01:30 on 2024-11-03 is
 * 05:30Z. Both are marked.
 *
 * @param instant what the wall time stands for
 * @param offset the offset it was read with
 * @param mark {@code local-time-in-dst-gap} or {@code local-time-in-dst-overlap}; empty on all
 *     other days
 */
public record WallClock(Instant instant, ZoneOffset offset, Optional<Reason> mark) {
  /** Reads a wall time. */
  public static WallClock read(LocalDateTime wall, ZoneId zone) {
    ZoneOffsetTransition change = zone.getRules().getTransition(wall);
    if (change == null) {
      ZoneOffset offset = zone.getRules().getOffset(wall);
      return new WallClock(wall.toInstant(offset), offset, Optional.empty());
    }
    ZoneOffset before = change.getOffsetBefore();
    String mark = change.isGap() ? "local-time-in-dst-gap" : "local-time-in-dst-overlap";
    return new WallClock(wall.toInstant(before), before, Optional.of(Reason.of(mark)));
  }
}
