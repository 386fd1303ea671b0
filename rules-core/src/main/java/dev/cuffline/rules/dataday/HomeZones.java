package dev.cuffline.rules.dataday;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;

/**
 * The patient's home zone through time. A zone is frozen for a whole device period: a change takes
 * effect with the next one (R11), which {@link #alignedTo} brings about.
 *
 * @param first the zone until the first change
 * @param changes later zones, oldest first
 */
public record HomeZones(ZoneId first, List<Change> changes) {
  /**
   * A patient moved.
   *
   * @param on the date from which the zone is on file, at its start in the new zone
   * @param zone the new home zone
   */
  public record Change(LocalDate on, ZoneId zone) {}

  /** Sorts the changes by date. */
  public HomeZones {
    changes = changes.stream().sorted(Comparator.comparing(Change::on)).toList();
  }

  /** A patient who never moved. */
  public static HomeZones of(ZoneId zone) {
    return new HomeZones(zone, List.of());
  }

  /** The zone in force at an instant. */
  public ZoneId at(Instant instant) {
    ZoneId zone = first;
    for (Change change : changes) {
      if (!change.on().atStartOfDay(change.zone()).toInstant().isAfter(instant)) {
        zone = change.zone();
      }
    }
    return zone;
  }

  /** The local date of an instant. */
  public LocalDate dateOf(Instant instant) {
    return instant.atZone(at(instant)).toLocalDate();
  }

  /** The zone in force on a date. */
  public ZoneId on(LocalDate date) {
    ZoneId zone = first;
    for (Change change : changes) {
      if (!change.on().isAfter(date)) {
        zone = change.zone();
      }
    }
    return zone;
  }

  /** The same zones, each change moved to the start of the next period of a grid (R11). */
  public HomeZones alignedTo(PeriodGrid grid) {
    return new HomeZones(
        first,
        changes.stream().map(c -> new Change(grid.startOnOrAfter(c.on()), c.zone())).toList());
  }
}
