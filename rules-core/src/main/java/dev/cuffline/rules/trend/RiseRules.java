package dev.cuffline.rules.trend;

import dev.cuffline.rules.reading.ReadingId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Rules over how much an average is above an earlier one; differences are exact fractions. */
final class RiseRules {
  private RiseRules() {}

  /** The last dates against as many before them. */
  static List<Sighting> judge(
      Rule.AverageRise rule, Timeline timeline, Segment segment, TrendSettings settings) {
    List<Placed> included = AverageRules.included(timeline, segment);
    List<Optional<Point>> points = new ArrayList<>();
    Sums older = Sums.NONE;
    Sums newer = Sums.NONE;
    int first = 0;
    int middle = 0;
    for (int i = 0; i < included.size(); i++) {
      LocalDate date = included.get(i).date();
      newer = newer.plus(included.get(i));
      for (; included.get(middle).date().isBefore(date.minusDays(rule.dates() - 1L)); middle++) {
        newer = newer.minus(included.get(middle));
        older = older.plus(included.get(middle));
      }
      LocalDate oldest = date.minusDays(2L * rule.dates() - 1);
      for (; included.get(first).date().isBefore(oldest); first++) {
        older = older.minus(included.get(first));
      }
      boolean isComplete = !oldest.isBefore(timeline.firstDate());
      points.add(
          isComplete
              ? point(
                  rule,
                  new Windows(
                      included.subList(first, middle),
                      older,
                      included.subList(middle, i + 1),
                      newer))
              : Optional.empty());
    }
    return Point.sightings(rule.header(), points, segment, settings);
  }

  /** Two stretches of dates, the newer one after the older one. */
  private record Windows(List<Placed> older, Sums olderSums, List<Placed> newer, Sums newerSums) {
    List<ReadingId> evidence() {
      return Stream.concat(older.stream(), newer.stream()).map(Placed::id).toList();
    }
  }

  private static Optional<Point> point(Rule.AverageRise rule, Windows windows) {
    if (!isEnough(rule, windows.older())
        || !isEnough(rule, windows.newer())
        || !windows.newerSums().meetsAny(rule.when())
        || !rises(rule, windows)) {
      return Optional.empty();
    }
    Placed last = windows.newer().getLast();
    return Optional.of(
        new Point(last.at(), last, windows::evidence, () -> sentence(rule, windows)));
  }

  private static boolean isEnough(Rule.AverageRise rule, List<Placed> window) {
    return !window.isEmpty()
        && window.size() >= rule.minReadings()
        && AverageRules.dates(window) >= rule.minDates();
  }

  private static boolean rises(Rule.AverageRise rule, Windows windows) {
    return rule.rise().stream()
        .anyMatch(limit ->
            limit.isMetByRise(
                windows.newerSums().mean(limit.measure()),
                windows.olderSums().mean(limit.measure())));
  }

  private static String sentence(Rule.AverageRise rule, Windows windows) {
    return "%d-day average %s/%s, after %s/%s in the %d days before"
        .formatted(
            rule.dates(),
            windows.newerSums().systolic().spoken(),
            windows.newerSums().diastolic().spoken(),
            windows.olderSums().systolic().spoken(),
            windows.olderSums().diastolic().spoken(),
            rule.dates());
  }

  /** A session against any one shortly before it; the last one only once it is closed. */
  static Judged judge(
      Rule.SessionRise rule,
      Timeline timeline,
      Segment segment,
      TrendSettings settings,
      Instant now) {
    List<Placed> included =
        timeline.readings().stream()
            .filter(Placed::trusted)
            .filter(placed -> placed.vitals().hasAnyMeasureOf(rule.rise()))
            .filter(segment::holds)
            .toList();
    List<Session> sessions = Session.of(included, settings.sessionGap());
    List<Optional<Point>> points = new ArrayList<>();
    Optional<Instant> dueAt = Optional.empty();
    for (int i = 0; i < sessions.size(); i++) {
      Optional<Point> point = point(rule, sessions, i);
      Instant closesAt = sessions.get(i).end().plus(settings.sessionGap());
      if (i == sessions.size() - 1 && now.isBefore(closesAt)) {
        dueAt = point.map(open -> closesAt);
      } else {
        points.add(point);
      }
    }
    return new Judged(Point.sightings(rule.header(), points, segment, settings), dueAt);
  }

  private static Optional<Point> point(Rule.SessionRise rule, List<Session> sessions, int newest) {
    Session newer = sessions.get(newest);
    Instant earliest = newer.end().minus(rule.within());
    for (int i = newest - 1; i >= 0 && !sessions.get(i).end().isBefore(earliest); i--) {
      Session older = sessions.get(i);
      if (rule.rise().stream().anyMatch(limit -> newer.rises(older, limit))) {
        return Optional.of(
            new Point(
                newer.end(),
                newer.completedBy(),
                () -> evidence(older, newer),
                () -> sentence(rule, older, newer)));
      }
    }
    return Optional.empty();
  }

  private static List<ReadingId> evidence(Session older, Session newer) {
    return Stream.concat(older.readings().stream(), newer.readings().stream())
        .map(Placed::id)
        .toList();
  }

  private static String sentence(Rule.SessionRise rule, Session older, Session newer) {
    return "Session average %s/%s, after %s/%s within %d h"
        .formatted(
            newer.spoken(Measure.SYSTOLIC),
            newer.spoken(Measure.DIASTOLIC),
            older.spoken(Measure.SYSTOLIC),
            older.spoken(Measure.DIASTOLIC),
            rule.within().toHours());
  }
}
