package dev.cuffline.rules.trend;

import dev.cuffline.rules.reading.ReadingId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Rules over the last sessions: so many of so many. */
final class SessionRules {
  private SessionRules() {}

  static Judged judge(
      Rule.Sessions rule, Timeline timeline, Segment segment, TrendSettings settings, Instant now) {
    List<Session> sessions = sessions(rule, timeline, segment, settings);
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

  private static List<Session> sessions(
      Rule.Sessions rule, Timeline timeline, Segment segment, TrendSettings settings) {
    List<Placed> included =
        timeline.readings().stream()
            .filter(Placed::trusted)
            .filter(placed -> placed.vitals().hasAnyMeasureOf(rule.when()))
            .filter(segment::holds)
            .toList();
    return Session.of(included, settings.sessionGap());
  }

  private static Optional<Point> point(Rule.Sessions rule, List<Session> sessions, int newest) {
    List<Session> last = lastSessions(rule, sessions, newest);
    List<Session> hits = last.stream().filter(session -> session.meetsAny(rule.when())).toList();
    if (hits.size() < rule.needed()) {
      return Optional.empty();
    }
    Placed raisedBy =
        hits.stream().sorted(Session.byArrival()).toList().get(rule.needed() - 1).completedBy();
    return Optional.of(
        new Point(
            sessions.get(newest).end(),
            raisedBy,
            () -> evidence(hits),
            () -> sentence(rule, hits)));
  }

  private static List<ReadingId> evidence(List<Session> hits) {
    return hits.stream().flatMap(session -> session.readings().stream()).map(Placed::id).toList();
  }

  private static List<Session> lastSessions(
      Rule.Sessions rule, List<Session> sessions, int newest) {
    Instant earliest = sessions.get(newest).end().minus(rule.within());
    return sessions.subList(Math.max(0, newest - rule.ofLast() + 1), newest + 1).stream()
        .filter(session -> !session.end().isBefore(earliest))
        .toList();
  }

  /** Names the one limit that suffices by itself, where there is one. */
  private static String sentence(Rule.Sessions rule, List<Session> hits) {
    for (Threshold limit : rule.when()) {
      List<Session> alone = hits.stream().filter(session -> session.meets(limit)).toList();
      if (alone.size() >= rule.needed()) {
        return sentence(rule, List.of(limit), alone);
      }
    }
    return sentence(rule, rule.when(), hits);
  }

  private static String sentence(Rule.Sessions rule, List<Threshold> limits, List<Session> hits) {
    String values =
        hits.stream()
            .map(session ->
                limits.stream()
                    .map(Threshold::measure)
                    .distinct()
                    .map(session::spoken)
                    .collect(Collectors.joining("/")))
            .collect(Collectors.joining(", "));
    return "%s in %d of the last %d sessions (%s)"
        .formatted(Sentences.limits(limits), hits.size(), rule.ofLast(), values);
  }
}
