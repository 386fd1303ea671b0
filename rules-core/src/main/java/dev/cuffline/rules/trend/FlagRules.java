package dev.cuffline.rules.trend;

import dev.cuffline.rules.reading.ReadingFlag;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Rules over what the device said about its measurements. */
final class FlagRules {
  private FlagRules() {}

  static List<Sighting> judge(
      Rule.FlagDates rule, Timeline timeline, Segment segment, TrendSettings settings) {
    List<Placed> flagged =
        timeline.readings().stream()
            .filter(placed -> placed.reading().flags().contains(rule.flag()))
            .filter(Placed::trusted)
            .filter(segment::holds)
            .toList();
    List<Optional<Point>> points =
        IntStream.range(0, flagged.size())
            .mapToObj(i -> point(rule, flagged.subList(0, i + 1)))
            .toList();
    return Point.sightings(rule.header(), points, segment, settings);
  }

  private static Optional<Point> point(Rule.FlagDates rule, List<Placed> flagged) {
    LocalDate oldest = flagged.getLast().date().minusDays(rule.dates() - 1L);
    List<Placed> window =
        flagged.stream().filter(placed -> !placed.date().isBefore(oldest)).toList();
    long dates = window.stream().map(Placed::date).distinct().count();
    if (dates < rule.needed()) {
      return Optional.empty();
    }
    return Optional.of(
        new Point(
            window.getLast().at(),
            window.getLast(),
            () -> window.stream().map(Placed::id).toList(),
            () -> sentence(rule, dates)));
  }

  private static String sentence(Rule.FlagDates rule, long dates) {
    return "%s flagged by the device on %d of the last %d days"
        .formatted(spoken(rule.flag()), dates, rule.dates());
  }

  private static String spoken(ReadingFlag flag) {
    String words = flag.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
