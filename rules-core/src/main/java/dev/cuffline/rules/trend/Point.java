package dev.cuffline.rules.trend;

import dev.cuffline.rules.reading.ReadingId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A rule is met at an instant of measured time. */
record Point(Instant at, Placed raisedBy, List<ReadingId> evidence, Supplier<String> sentence) {
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
    Finding finding = finding(header, run.getFirst(), run.getLast(), settings);
    sightings.add(new Sighting(finding, run.getFirst().raisedBy(), raises, Optional.empty()));
    run.clear();
  }

  private static Finding finding(
      RuleHeader header, Point first, Point newest, TrendSettings settings) {
    return new Finding(
        header.id(),
        header.severity(),
        header.family(),
        first.at(),
        newest.evidence(),
        first.isLate(settings),
        newest.sentence().get());
  }

  /** The same for one point alone. */
  Finding finding(RuleHeader header, TrendSettings settings) {
    return finding(header, this, this, settings);
  }

  private boolean isLate(TrendSettings settings) {
    return Duration.between(at, raisedBy.knownAt()).compareTo(settings.lateAfter()) > 0;
  }
}
