package dev.cuffline.gateway.evaluate;

import dev.cuffline.rules.reading.DateRange;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of dates and of time, in the short forms of a scenario. */
final class Spans {
  private static final List<String> FROM_TO = List.of("from", "to");
  private static final Pattern CLOCK = Pattern.compile("(?:(\\d+):)?(\\d+):([0-5]\\d)");

  private Spans() {}

  /** {@code {"from", "to"}}, both inclusive; without an end it goes on. */
  static DateRange range(ScenarioNode node) {
    node.object(FROM_TO);
    return range(node, node.need("from", "a date"), LocalDate.MAX);
  }

  /** The same inside an object with other fields. */
  static DateRange range(ScenarioNode node, ScenarioNode first, LocalDate otherwise) {
    LocalDate from = first.date();
    Optional<ScenarioNode> last = node.get("to");
    LocalDate to = last.map(ScenarioNode::date).orElse(otherwise);
    if (to.isBefore(from)) {
      throw last.orElse(first).expected("a date not before " + from);
    }
    return new DateRange(from, to);
  }

  /** {@code 2026-01-05..2026-01-20} or one date: every date of it. */
  static List<LocalDate> dates(ScenarioNode node) {
    String what = "a date or 2026-01-05..2026-01-20";
    String[] ends = node.text().split("\\.\\.", -1);
    if (ends.length > 2) {
      throw node.expected(what);
    }
    try {
      LocalDate from = LocalDate.parse(ends[0].strip());
      LocalDate to = LocalDate.parse(ends[ends.length - 1].strip());
      if (to.isBefore(from)) {
        throw node.expected("dates in order");
      }
      List<LocalDate> dates = new ArrayList<>();
      from.datesUntil(to.plusDays(1)).forEach(dates::add);
      return dates;
    } catch (DateTimeException wrong) {
      throw node.expected(what);
    }
  }

  /** ISO 8601 ({@code PT20M}), {@code 20:00}, {@code 1:05:00}, or whole seconds. */
  static Duration duration(ScenarioNode node) {
    if (node.json().isIntegralNumber()) {
      return Duration.ofSeconds(node.count());
    }
    String what = "a duration such as PT20M, 20:00 (minutes and seconds) or 1200 (seconds)";
    if (!node.json().isTextual()) {
      throw node.expected(what);
    }
    Matcher clock = CLOCK.matcher(node.text());
    if (clock.matches()) {
      long hours = clock.group(1) == null ? 0 : Long.parseLong(clock.group(1));
      return Duration.ofHours(hours)
          .plusMinutes(Long.parseLong(clock.group(2)))
          .plusSeconds(Long.parseLong(clock.group(3)));
    }
    try {
      Duration duration = Duration.parse(node.text());
      if (duration.isNegative()) {
        throw node.expected(what);
      }
      return duration;
    } catch (DateTimeException wrong) {
      throw node.expected(what);
    }
  }
}
