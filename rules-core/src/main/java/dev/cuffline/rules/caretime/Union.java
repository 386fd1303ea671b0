package dev.cuffline.rules.caretime;

import dev.cuffline.rules.caretime.WorkTime.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Arithmetic on sets of instants. */
final class Union {
  private Union() {}

  /** The same instants as disjoint intervals in order. */
  static List<Interval> of(Collection<Interval> intervals) {
    List<Interval> merged = new ArrayList<>();
    for (Interval next :
        intervals.stream().sorted(Comparator.comparing(Interval::start)).toList()) {
      if (merged.isEmpty() || merged.getLast().end().isBefore(next.start())) {
        merged.add(next);
      } else if (next.end().isAfter(merged.getLast().end())) {
        merged.set(merged.size() - 1, new Interval(merged.getLast().start(), next.end()));
      }
    }
    return merged;
  }

  /** The parts of an interval inside a window; empty or one. */
  static List<Interval> clip(Interval interval, Instant from, Instant to) {
    Instant start = interval.start().isBefore(from) ? from : interval.start();
    Instant end = interval.end().isAfter(to) ? to : interval.end();
    return start.isBefore(end) ? List.of(new Interval(start, end)) : List.of();
  }

  /** The parts of an interval inside any of others, in order. */
  static List<Interval> common(Interval interval, Collection<Interval> others) {
    return of(others).stream().flatMap(o -> clip(interval, o.start(), o.end()).stream()).toList();
  }

  /** The parts of an interval in none of others, in order. */
  static List<Interval> without(Interval interval, Collection<Interval> others) {
    List<Interval> left = new ArrayList<>();
    Instant from = interval.start();
    for (Interval hole : common(interval, others)) {
      if (from.isBefore(hole.start())) {
        left.add(new Interval(from, hole.start()));
      }
      from = hole.end();
    }
    if (from.isBefore(interval.end())) {
      left.add(new Interval(from, interval.end()));
    }
    return left;
  }

  /** Elapsed time of disjoint intervals. */
  static Duration elapsed(Collection<Interval> disjoint) {
    return disjoint.stream().map(Interval::elapsed).reduce(Duration.ZERO, Duration::plus);
  }
}
