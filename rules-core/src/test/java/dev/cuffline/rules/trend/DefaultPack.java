package dev.cuffline.rules.trend;

import dev.cuffline.rules.reading.ReadingFlag;
import dev.cuffline.rules.reading.TimeQuality;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The pack that is shipped, read from its file, so that the tests try the very numbers a practice
 * gets. Reads only the plain YAML that this one file uses.
 */
final class DefaultPack {
  static final RulePack VALUE = read(Path.of("..", "config", "alert-rules", "default.yaml"));

  private DefaultPack() {}

  static <T extends Rule> T rule(String id, Class<T> kind) {
    return VALUE.rules().stream()
        .filter(rule -> rule.header().id().value().equals(id))
        .map(kind::cast)
        .findFirst()
        .orElseThrow();
  }

  private static RulePack read(Path file) {
    List<Map<String, String>> blocks = new ArrayList<>(List.of(new HashMap<>()));
    for (String line : lines(file)) {
      String text = line.replaceFirst("\\s+#.*$", "").strip();
      if (text.startsWith("- ")) {
        blocks.add(new HashMap<>());
        text = text.substring(2);
      }
      int colon = text.indexOf(": ");
      if (colon > 0 && !text.startsWith("#")) {
        blocks.getLast().put(text.substring(0, colon), text.substring(colon + 2).strip());
      }
    }
    Map<String, String> top = blocks.getFirst();
    return new RulePack(
        get(top, "name"),
        LocalDate.parse(get(top, "from")),
        settings(top),
        blocks.stream()
            .skip(1)
            .filter(block -> !"false".equals(block.get("enabled")))
            .map(DefaultPack::rule)
            .toList(),
        Optional.empty());
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TrendSettings settings(Map<String, String> block) {
    return new TrendSettings(
        duration(block, "sessionGap"),
        duration(block, "repeatWithin"),
        duration(block, "repeatWait"),
        duration(block, "lateAfter"),
        duration(block, "quietTime"),
        duration(block, "criticalSnoozeAtMost"),
        duration(block, "outcomeWithin"),
        number(block, "historyDates"),
        flags(block),
        times(block),
        new MassSilence(
            number(block, "massSilencePercent"),
            duration(block, "massSilenceWithin"),
            number(block, "massSilenceAtLeast")));
  }

  private static Set<ReadingFlag> flags(Map<String, String> block) {
    return list(block, "excludedFlags").stream()
        .map(ReadingFlag::valueOf)
        .collect(Collectors.toSet());
  }

  private static Set<TimeQuality> times(Map<String, String> block) {
    return list(block, "excludedTimes").stream()
        .map(TimeQuality::valueOf)
        .collect(Collectors.toSet());
  }

  private static Rule rule(Map<String, String> block) {
    var header =
        new RuleHeader(
            new RuleId(get(block, "id")),
            CauseFamily.valueOf(get(block, "family")),
            Severity.valueOf(get(block, "severity")),
            RuleHeader.Raises.valueOf(get(block, "raises")),
            get(block, "source"));
    return switch (get(block, "kind")) {
      case "critical" ->
          new Rule.Critical(
              header,
              limits(block, "when"),
              limits(block, "pageAtOnce"),
              new Rule.Repeat(
                  limits(block, "repeatStill"),
                  Severity.valueOf(get(block, "repeatIfStill")),
                  Severity.valueOf(get(block, "repeatOtherwise"))));
      case "sessions" ->
          new Rule.Sessions(
              header,
              limits(block, "when"),
              number(block, "needed"),
              number(block, "ofLast"),
              duration(block, "within"));
      case "averageRise" ->
          new Rule.AverageRise(
              header,
              limits(block, "when"),
              limits(block, "rise"),
              number(block, "dates"),
              number(block, "minDates"),
              number(block, "minReadings"));
      case "silence" -> new Rule.Silence(header, number(block, "intervals"));
      case "fewDates" ->
          new Rule.FewDates(header, number(block, "fewerThan"), number(block, "dates"));
      case "average" ->
          new Rule.Average(
              header,
              limits(block, "when"),
              number(block, "dates"),
              number(block, "minDates"),
              number(block, "minReadings"));
      case "flagDates" ->
          new Rule.FlagDates(
              header,
              ReadingFlag.valueOf(get(block, "flag")),
              number(block, "needed"),
              number(block, "dates"));
      case "timeDates" ->
          new Rule.TimeDates(
              header,
              TimeQuality.valueOf(get(block, "timeQuality")),
              number(block, "needed"),
              number(block, "dates"));
      default -> throw new IllegalArgumentException("unknown kind of rule");
    };
  }

  private static String get(Map<String, String> block, String key) {
    return Optional.ofNullable(block.get(key)).orElseThrow(() -> new AssertionError("no " + key));
  }

  private static int number(Map<String, String> block, String key) {
    return Integer.parseInt(get(block, key));
  }

  private static Duration duration(Map<String, String> block, String key) {
    return Duration.parse(get(block, key));
  }

  private static List<String> list(Map<String, String> block, String key) {
    return Arrays.stream(get(block, key).replaceAll("[\\[\\]]", "").split(",", -1))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  private static List<Threshold> limits(Map<String, String> block, String key) {
    return list(block, key).stream().map(Threshold::parse).toList();
  }
}
