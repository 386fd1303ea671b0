package dev.cuffline.gateway.alerting;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.cuffline.rules.reading.ReadingFlag;
import dev.cuffline.rules.reading.TimeQuality;
import dev.cuffline.rules.trend.CauseFamily;
import dev.cuffline.rules.trend.MassSilence;
import dev.cuffline.rules.trend.Rule;
import dev.cuffline.rules.trend.RuleHeader;
import dev.cuffline.rules.trend.RuleId;
import dev.cuffline.rules.trend.RulePack;
import dev.cuffline.rules.trend.Severity;
import dev.cuffline.rules.trend.Threshold;
import dev.cuffline.rules.trend.TrendSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a rule pack from its YAML file; what is wrong is named with file, line and rule. */
public final class RulePackFile {
  private static final ObjectMapper YAML =
      new ObjectMapper(new YAMLFactory())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

  private static final List<String> KINDS =
      List.of(
          "critical",
          "sessions",
          "average",
          "flagDates",
          "timeDates",
          "averageRise",
          "sessionRise",
          "silence",
          "fewDates");

  private RulePackFile() {}

  record PackYaml(
      String name,
      String from,
      @Nullable SignOffYaml signOff,
      SettingsYaml settings,
      List<RuleYaml> rules) {}

  record SignOffYaml(String clinician, String from, String reason) {}

  record SettingsYaml(
      String sessionGap,
      String repeatWithin,
      String repeatWait,
      String lateAfter,
      String quietTime,
      String criticalSnoozeAtMost,
      String outcomeWithin,
      int historyDates,
      List<String> excludedFlags,
      List<String> excludedTimes,
      @Nullable Integer massSilencePercent,
      @Nullable String massSilenceWithin,
      @Nullable Integer massSilenceAtLeast) {
    MassSilence massSilence() {
      MassSilence usual = MassSilence.DEFAULT;
      return new MassSilence(
          massSilencePercent == null ? usual.percent() : massSilencePercent,
          massSilenceWithin == null ? usual.within() : Duration.parse(massSilenceWithin),
          massSilenceAtLeast == null ? usual.atLeast() : massSilenceAtLeast);
    }
  }

  /** All that a rule of any kind may say; which of it a kind needs is checked when it is built. */
  record RuleYaml(
      String id,
      String kind,
      String family,
      String severity,
      String raises,
      String source,
      @Nullable List<String> when,
      @Nullable List<String> pageAtOnce,
      @Nullable List<String> repeatStill,
      @Nullable String repeatIfStill,
      @Nullable String repeatOtherwise,
      @Nullable Integer needed,
      @Nullable Integer ofLast,
      @Nullable String within,
      @Nullable Integer dates,
      @Nullable Integer minDates,
      @Nullable Integer minReadings,
      @Nullable String flag,
      @Nullable String timeQuality,
      @Nullable List<String> rise,
      @Nullable Integer intervals,
      @Nullable Integer fewerThan,
      @Nullable Boolean enabled) {
    /** A rule may stand in a pack, with its numbers, and be switched off. */
    boolean isOn() {
      return enabled == null || enabled;
    }
  }

  /**
   * The pack in a file.
   *
   * @throws IllegalArgumentException naming file, line or rule, and what was expected
   */
  public static RulePack read(Path file) {
    return read(file, JsonNodeFactory.instance.objectNode());
  }

  /**
   * The pack in a file with some of its rules changed, for a question: the file stays as it is.
   *
   * @param changes by the id of a rule, the keys of it that are changed
   * @throws IllegalArgumentException naming file, rule, and what was expected
   */
  static RulePack read(Path file, JsonNode changes) {
    try {
      JsonNode tree = YAML.readTree(file.toFile());
      if (changes.isEmpty()) {
        return pack(file, YAML.readValue(file.toFile(), PackYaml.class));
      }
      change(tree.path("rules"), changes);
      return pack(file, YAML.treeToValue(tree, PackYaml.class));
    } catch (JsonMappingException | com.fasterxml.jackson.core.JsonParseException wrong) {
      throw new IllegalArgumentException(
          file + ", " + where(wrong) + ": " + wrong.getOriginalMessage(), wrong);
    } catch (IOException fault) {
      throw new IllegalArgumentException(
          file + ": the rule pack cannot be read; check the setting alertRules", fault);
    }
  }

  private static void change(JsonNode rules, JsonNode changes) {
    for (Map.Entry<String, JsonNode> change : changes.properties()) {
      List<String> ids = new ArrayList<>();
      boolean found = false;
      for (JsonNode rule : rules) {
        ids.add(rule.path("id").asText());
        if (rule.path("id").asText().equals(change.getKey()) && change.getValue().isObject()) {
          ((ObjectNode) rule).setAll((ObjectNode) change.getValue());
          found = true;
        }
      }
      if (!found) {
        throw new IllegalArgumentException(
            "%s: there is no such rule with keys to change, expected one of %s"
                .formatted(change.getKey(), String.join(", ", ids)));
      }
    }
  }

  private static String where(JacksonException wrong) {
    return wrong.getLocation() == null ? "somewhere" : "line " + wrong.getLocation().getLineNr();
  }

  private static RulePack pack(Path file, PackYaml yaml) {
    TrendSettings settings = named(file, "settings", () -> settings(yaml.settings()));
    List<Rule> rules =
        yaml.rules().stream()
            .filter(RuleYaml::isOn)
            .map(rule -> named(file, "rule " + rule.id(), () -> rule(rule)))
            .toList();
    return named(
        file,
        "pack",
        () ->
            new RulePack(
                yaml.name(),
                LocalDate.parse(yaml.from()),
                settings,
                rules,
                Optional.ofNullable(yaml.signOff()).map(RulePackFile::signOff)));
  }

  private static <T> T named(Path file, String place, Supplier<T> read) {
    try {
      return read.get();
    } catch (RuntimeException wrong) {
      throw new IllegalArgumentException(file + ", " + place + ": " + wrong.getMessage(), wrong);
    }
  }

  private static RulePack.SignOff signOff(SignOffYaml yaml) {
    return new RulePack.SignOff(yaml.clinician(), LocalDate.parse(yaml.from()), yaml.reason());
  }

  private static TrendSettings settings(SettingsYaml yaml) {
    return new TrendSettings(
        Duration.parse(yaml.sessionGap()),
        Duration.parse(yaml.repeatWithin()),
        Duration.parse(yaml.repeatWait()),
        Duration.parse(yaml.lateAfter()),
        Duration.parse(yaml.quietTime()),
        Duration.parse(yaml.criticalSnoozeAtMost()),
        Duration.parse(yaml.outcomeWithin()),
        yaml.historyDates(),
        yaml.excludedFlags().stream().map(ReadingFlag::valueOf).collect(Collectors.toSet()),
        yaml.excludedTimes().stream().map(TimeQuality::valueOf).collect(Collectors.toSet()),
        yaml.massSilence());
  }

  private static Rule rule(RuleYaml yaml) {
    RuleHeader header =
        new RuleHeader(
            new RuleId(yaml.id()),
            CauseFamily.valueOf(yaml.family()),
            Severity.valueOf(yaml.severity()),
            RuleHeader.Raises.valueOf(yaml.raises()),
            yaml.source());
    return switch (yaml.kind()) {
      case "critical" -> critical(header, yaml);
      case "sessions" ->
          new Rule.Sessions(
              header,
              limits(yaml.when(), "when"),
              given(yaml.needed(), "needed"),
              given(yaml.ofLast(), "ofLast"),
              Duration.parse(given(yaml.within(), "within")));
      case "average" ->
          new Rule.Average(
              header,
              limits(yaml.when(), "when"),
              given(yaml.dates(), "dates"),
              given(yaml.minDates(), "minDates"),
              given(yaml.minReadings(), "minReadings"));
      case "flagDates" ->
          new Rule.FlagDates(
              header,
              ReadingFlag.valueOf(given(yaml.flag(), "flag")),
              given(yaml.needed(), "needed"),
              given(yaml.dates(), "dates"));
      case "timeDates" ->
          new Rule.TimeDates(
              header,
              TimeQuality.valueOf(given(yaml.timeQuality(), "timeQuality")),
              given(yaml.needed(), "needed"),
              given(yaml.dates(), "dates"));
      case "averageRise" ->
          new Rule.AverageRise(
              header,
              limits(yaml.when(), "when"),
              limits(yaml.rise(), "rise"),
              given(yaml.dates(), "dates"),
              given(yaml.minDates(), "minDates"),
              given(yaml.minReadings(), "minReadings"));
      case "sessionRise" ->
          new Rule.SessionRise(
              header, limits(yaml.rise(), "rise"), Duration.parse(given(yaml.within(), "within")));
      case "silence" -> new Rule.Silence(header, given(yaml.intervals(), "intervals"));
      case "fewDates" ->
          new Rule.FewDates(
              header, given(yaml.fewerThan(), "fewerThan"), given(yaml.dates(), "dates"));
      default ->
          throw new IllegalArgumentException(
              "kind must be one of " + String.join(", ", KINDS) + ", not " + yaml.kind());
    };
  }

  private static Rule critical(RuleHeader header, RuleYaml yaml) {
    return new Rule.Critical(
        header,
        limits(yaml.when(), "when"),
        limits(yaml.pageAtOnce(), "pageAtOnce"),
        new Rule.Repeat(
            limits(yaml.repeatStill(), "repeatStill"),
            Severity.valueOf(given(yaml.repeatIfStill(), "repeatIfStill")),
            Severity.valueOf(given(yaml.repeatOtherwise(), "repeatOtherwise"))));
  }

  private static List<Threshold> limits(@Nullable List<String> texts, String key) {
    return given(texts, key).stream().map(Threshold::parse).toList();
  }

  private static <T> T given(@Nullable T value, String key) {
    if (value == null) {
      throw new IllegalArgumentException(key + " is missing");
    }
    return value;
  }
}
