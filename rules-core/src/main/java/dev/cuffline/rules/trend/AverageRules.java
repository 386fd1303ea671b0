package dev.cuffline.rules.trend;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rules over the average of the last local dates; the average is an exact fraction. */
final class AverageRules {
  private AverageRules() {}

  static List<Sighting> judge(
      Rule.Average rule, Timeline timeline, Segment segment, TrendSettings settings) {
    List<Placed> included = included(timeline, segment);
    List<Optional<Point>> points = new ArrayList<>();
    int from = 0;
    Sums sums = Sums.NONE;
    for (int i = 0; i < included.size(); i++) {
      LocalDate oldest = included.get(i).date().minusDays(rule.dates() - 1L);
      sums = sums.plus(included.get(i));
      while (included.get(from).date().isBefore(oldest)) {
        sums = sums.minus(included.get(from++));
      }
      boolean isComplete = !oldest.isBefore(timeline.firstDate());
      points.add(isComplete ? point(rule, included.subList(from, i + 1), sums) : Optional.empty());
    }
    return Point.sightings(rule.header(), points, segment, settings);
  }

  /** The dates up to today, whether today has a reading or not. */
  static Optional<Finding> today(Rule.Average rule, Timeline timeline, TrendSettings settings) {
    if (!timeline.anyMeets(rule.when())) {
      return Optional.empty();
    }
    LocalDate oldest = timeline.today().minusDays(rule.dates() - 1L);
    List<Placed> window =
        included(timeline, new Segment(Optional.empty(), Optional.empty())).stream()
            .filter(placed -> !placed.date().isBefore(oldest))
            .filter(placed -> !placed.date().isAfter(timeline.today()))
            .toList();
    Sums sums = Sums.NONE;
    for (Placed placed : window) {
      sums = sums.plus(placed);
    }
    return point(rule, window, sums).map(point -> point.finding(rule.header(), settings));
  }

  static List<Placed> included(Timeline timeline, Segment segment) {
    return timeline.readings().stream()
        .filter(Placed::trusted)
        .filter(placed -> placed.reading().bloodPressure().isPresent())
        .filter(segment::holds)
        .toList();
  }

  private static Optional<Point> point(Rule.Average rule, List<Placed> window, Sums sums) {
    if (window.isEmpty() || window.size() < rule.minReadings() || !sums.meetsAny(rule.when())) {
      return Optional.empty();
    }
    int dates = dates(window);
    if (dates < rule.minDates()) {
      return Optional.empty();
    }
    return Optional.of(
        new Point(
            window.getLast().at(),
            window.getLast(),
            () -> window.stream().map(Placed::id).toList(),
            () -> sentence(rule, sums, dates, window.size())));
  }

  /** In order of time dates only rise. */
  static int dates(List<Placed> window) {
    int dates = 1;
    for (int i = 1; i < window.size(); i++) {
      if (!window.get(i).date().equals(window.get(i - 1).date())) {
        dates++;
      }
    }
    return dates;
  }

  private static String sentence(Rule.Average rule, Sums sums, int dates, int readings) {
    return "%d-day average %s/%s from %d readings on %d days (%s)"
        .formatted(
            rule.dates(),
            sums.systolic().spoken(),
            sums.diastolic().spoken(),
            readings,
            dates,
            Sentences.limits(rule.when()));
  }
}
