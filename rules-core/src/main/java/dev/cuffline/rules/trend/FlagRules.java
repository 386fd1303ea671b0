package dev.cuffline.rules.trend;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.IntStream;

/** Rules over what is said about measurements: by the device, or about their time. */
final class FlagRules {
  private FlagRules() {}

  /** So many dates among the last ones. */
  private record Needed(int dates, int ofLast, LongFunction<String> sentence) {}

  static List<Sighting> judge(
      Rule.FlagDates rule, Timeline timeline, Segment segment, TrendSettings settings) {
    Needed needed =
        new Needed(
            rule.needed(),
            rule.dates(),
            dates ->
                "%s flagged by the device on %d of the last %d days"
                    .formatted(capitalised(words(rule.flag())), dates, rule.dates()));
    return judge(
        rule.header(),
        timeline.readings().stream()
            .filter(placed -> placed.reading().flags().contains(rule.flag()))
            .filter(Placed::trusted)
            .filter(segment::holds)
            .toList(),
        needed,
        segment,
        settings);
  }

  static List<Sighting> judge(
      Rule.TimeDates rule, Timeline timeline, Segment segment, TrendSettings settings) {
    Needed needed =
        new Needed(
            rule.needed(),
            rule.dates(),
            dates ->
                "Time of measurement %s on %d of the last %d days; look at the cuff's clock"
                    .formatted(words(rule.quality()), dates, rule.dates()));
    return judge(
        rule.header(),
        timeline.readings().stream()
            .filter(placed -> placed.reading().measuredAt().quality() == rule.quality())
            .filter(segment::holds)
            .toList(),
        needed,
        segment,
        settings);
  }

  private static List<Sighting> judge(
      RuleHeader header,
      List<Placed> marked,
      Needed needed,
      Segment segment,
      TrendSettings settings) {
    List<Optional<Point>> points =
        IntStream.range(0, marked.size())
            .mapToObj(i -> point(needed, marked.subList(0, i + 1)))
            .toList();
    return Point.sightings(header, points, segment, settings);
  }

  private static Optional<Point> point(Needed needed, List<Placed> marked) {
    LocalDate oldest = marked.getLast().date().minusDays(needed.ofLast() - 1L);
    List<Placed> window =
        marked.stream().filter(placed -> !placed.date().isBefore(oldest)).toList();
    long dates = window.stream().map(Placed::date).distinct().count();
    if (dates < needed.dates()) {
      return Optional.empty();
    }
    return Optional.of(
        new Point(
            window.getLast().at(),
            window.getLast(),
            () -> window.stream().map(Placed::id).toList(),
            () -> needed.sentence().apply(dates)));
  }

  private static String words(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String capitalised(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
