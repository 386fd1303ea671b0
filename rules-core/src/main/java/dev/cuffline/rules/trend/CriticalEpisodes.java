package dev.cuffline.rules.trend;

import dev.cuffline.rules.reading.ReadingId;
import dev.cuffline.rules.trend.Alert.Confirmation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Critical rules: single values and their confirmation (billing-rules.md 5.5). */
final class CriticalEpisodes {
  private CriticalEpisodes() {}

  static List<Sighting> judge(
      Rule.Critical rule, Timeline timeline, Segment segment, TrendSettings settings, Instant now) {
    List<Placed> critical =
        timeline.readings().stream()
            .filter(placed -> placed.vitals().meetsAny(rule.when()))
            .filter(segment::holdsCritical)
            .toList();
    List<Sighting> sightings = new ArrayList<>();
    boolean crisisBefore = false;
    for (List<Placed> together : sessions(critical, settings)) {
      Episode episode = episode(rule, together, timeline, crisisBefore, settings);
      crisisBefore |= episode.isAlarm();
      sightings.add(sighting(episode, settings, now));
    }
    return sightings;
  }

  /** Critical readings belong together as repeats of the first, or as one session. */
  private static List<List<Placed>> sessions(List<Placed> critical, TrendSettings settings) {
    List<List<Placed>> sessions = new ArrayList<>();
    for (Placed placed : critical) {
      if (sessions.isEmpty() || !belongs(placed, sessions.getLast(), settings)) {
        sessions.add(new ArrayList<>());
      }
      sessions.getLast().add(placed);
    }
    return sessions;
  }

  private static boolean belongs(Placed placed, List<Placed> session, TrendSettings settings) {
    return isWithin(session.getFirst(), placed, settings.repeatWithin())
        || isWithin(session.getLast(), placed, settings.sessionGap());
  }

  private static boolean isWithin(Placed from, Placed to, Duration span) {
    return !to.at().isAfter(from.at().plus(span));
  }

  private static Episode episode(
      Rule.Critical rule,
      List<Placed> critical,
      Timeline timeline,
      boolean crisisBefore,
      TrendSettings settings) {
    List<Placed> calmer = calmerRepeats(rule, critical.getFirst(), timeline, settings);
    return new Episode(
        rule, List.copyOf(critical), calmer, confirmation(critical, calmer, crisisBefore));
  }

  private static Confirmation confirmation(
      List<Placed> critical, List<Placed> calmer, boolean crisisBefore) {
    if (critical.size() > 1) {
      return Confirmation.CONFIRMED;
    }
    if (!calmer.isEmpty()) {
      return Confirmation.DOWNGRADED;
    }
    return crisisBefore ? Confirmation.CONFIRMED : Confirmation.AWAITING_REPEAT;
  }

  private static List<Placed> calmerRepeats(
      Rule.Critical rule, Placed first, Timeline timeline, TrendSettings settings) {
    return timeline.readings().stream()
        .filter(placed -> placed.at().isAfter(first.at()))
        .filter(placed -> isWithin(first, placed, settings.repeatWithin()))
        .filter(Placed::trusted)
        .filter(placed -> placed.vitals().hasAnyMeasureOf(rule.when()))
        .filter(placed -> !placed.vitals().meetsAny(rule.when()))
        .toList();
  }

  private static Sighting sighting(Episode episode, TrendSettings settings, Instant now) {
    Rule.Critical rule = episode.rule();
    List<ReadingId> evidence =
        Stream.concat(episode.critical().stream(), episode.calmer().stream())
            .sorted(Placed.BY_TIME)
            .map(Placed::id)
            .toList();
    Finding finding =
        new Finding(
            rule.header().id(),
            episode.severity(),
            rule.header().family(),
            episode.first().at(),
            evidence,
            episode.historic(),
            sentence(episode, settings, now));
    return new Sighting(finding, episode.raisedBy(), true, Optional.of(episode));
  }

  private static String sentence(Episode episode, TrendSettings settings, Instant now) {
    Rule.Critical rule = episode.rule();
    String values =
        episode.critical().stream()
            .map(placed -> placed.spoken(rule))
            .collect(Collectors.joining(", then "));
    String said =
        switch (episode.confirmation()) {
          case CONFIRMED -> "Critical, confirmed: " + values;
          case AWAITING_REPEAT -> awaiting(episode, settings, now) + values;
          case DOWNGRADED -> values + " not confirmed, repeat " + repeat(episode);
          case NONE -> values;
        };
    return episode.historic() ? said + ", " + lateBy(episode.first()) : said;
  }

  private static String awaiting(Episode episode, TrendSettings settings, Instant now) {
    return now.isBefore(episode.waitsUntil(settings))
        ? "Critical, awaiting repeat: "
        : "Critical, no repeat within " + settings.repeatWait().toMinutes() + " min: ";
  }

  private static String repeat(Episode episode) {
    String values = episode.decisiveRepeat().spoken(episode.rule());
    boolean still = episode.decisiveRepeat().vitals().meetsAny(episode.rule().repeat().still());
    return still ? values + " still out of range" : values;
  }

  private static String lateBy(Placed placed) {
    return "came " + Duration.between(placed.at(), placed.knownAt()).toHours() + " h late";
  }
}
