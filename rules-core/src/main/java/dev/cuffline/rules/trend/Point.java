package dev.cuffline.rules.trend;

import dev.cuffline.rules.reading.ReadingId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A rule is met at an instant of measured time. Most points of a run are never shown, so what they
 * would show is computed when asked for.
 *
 * @param at measured
 * @param raisedBy the reading whose arrival made it so
 */
record Point(
    Instant at, Placed raisedBy, Supplier<List<ReadingId>> evidence, Supplier<String> sentence) {
  /**
   * One finding for each run of points at which the rule stays met: it starts with the first, and
   * says what the newest says.
   *
   * @param points in order of time; empty where the rule is not met
   */
  static List<Sighting> sightings(
      RuleHeader header, List<Optional<Point>> points, Segment segment, TrendSettings settings) {
    List<Sighting> sightings = new ArrayList<>();
    List<Point> run = new ArrayList<>();
    boolean quiet = false;
    for (Optional<Point> point : points) {
      boolean nowQuiet =
          point
              .filter(met -> segment.quiets(header.severity(), met.at(), settings.quietTime()))
              .isPresent();
      if (point.isEmpty() || nowQuiet != quiet) {
        close(header, run, quiet, settings, sightings);
      }
      quiet = nowQuiet;
      point.ifPresent(run::add);
    }
    close(header, run, quiet, settings, sightings);
    return sightings;
  }

  private static void close(
      RuleHeader header,
      List<Point> run,
      boolean quiet,
      TrendSettings settings,
      List<Sighting> sightings) {
    if (run.isEmpty()) {
      return;
    }
    boolean raises = header.raises() == RuleHeader.Raises.ALERT && !quiet;
    sightings.add(
        new Sighting(finding(header, run, settings), first(run), raises, Optional.empty()));
    run.clear();
  }

  /** The reading that arrived first: one that comes later renames no alert. */
  private static Placed first(List<Point> run) {
    return run.stream().map(Point::raisedBy).min(Placed.BY_ARRIVAL).orElseThrow();
  }

  private static Finding finding(RuleHeader header, List<Point> run, TrendSettings settings) {
    Point newest = run.getLast();
    return new Finding(
        header.id(),
        header.severity(),
        header.family(),
        run.getFirst().at(),
        newest.evidence().get(),
        run.stream().allMatch(point -> point.isLate(settings)),
        newest.sentence().get());
  }

  /** The same for one point alone. */
  Finding finding(RuleHeader header, TrendSettings settings) {
    return finding(header, List.of(this), settings);
  }

  private boolean isLate(TrendSettings settings) {
    return Duration.between(at, raisedBy.knownAt()).compareTo(settings.lateAfter()) > 0;
  }
}
