package dev.cuffline.rules.trend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.rules.reading.ReadingFlag;
import dev.cuffline.rules.reading.TimeQuality;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The shipped numbers against the table of billing-rules.md 5.5: a slip of the pen shows here. */
class DefaultPackTest {
  @ParameterizedTest
  @CsvFileSource(resources = "/acceptance/alert-rules.csv", numLinesToSkip = 1)
  void everyRuleSaysWhatTheTableSays(
      String id, String family, String severity, String raises, String when, String rest) {
    Rule rule = DefaultPack.rule(id, Rule.class);

    assertThat(rule.header().family()).hasToString(family);
    assertThat(rule.header().severity()).hasToString(severity);
    assertThat(rule.header().raises()).hasToString(raises);
    assertThat(limits(rule) + "; " + rest(rule)).isEqualTo(when + "; " + rest);
  }

  @Test
  void theSettingsAreThoseOfTheText() {
    assertThat(DefaultPack.VALUE.settings())
        .isEqualTo(
            new TrendSettings(
                Duration.ofMinutes(10),
                Duration.ofMinutes(15),
                Duration.ofMinutes(15),
                Duration.ofHours(24),
                Duration.ofHours(72),
                Duration.ofMinutes(30),
                Duration.ofMinutes(30),
                35,
                Set.of(
                    ReadingFlag.BODY_MOVEMENT,
                    ReadingFlag.CUFF_TOO_LOOSE,
                    ReadingFlag.IMPROPER_POSITION),
                Set.of(TimeQuality.SUSPECT, TimeQuality.ESTIMATED),
                new MassSilence(20, Duration.ofHours(6), 5)));
  }

  @Test
  void fourteenRulesAreOnAndNobodyHasSignedThem() {
    assertThat(DefaultPack.VALUE.rules()).hasSize(14);
    assertThat(DefaultPack.VALUE.signOff()).isEmpty();
  }

  private static String limits(Rule rule) {
    return switch (rule) {
      case Rule.Critical critical -> joined(critical.when());
      case Rule.Sessions sessions -> joined(sessions.when());
      case Rule.Average average -> joined(average.when());
      case Rule.FlagDates flags -> flags.flag().toString();
      case Rule.TimeDates times -> times.quality().toString();
      case Rule.AverageRise rise -> joined(rise.when()) + " rising " + joined(rise.rise());
      case Rule.SessionRise rise -> joined(rise.rise());
      case Rule.Silence _, Rule.FewDates _ -> "";
    };
  }

  private static String rest(Rule rule) {
    return switch (rule) {
      case Rule.Critical critical ->
          "at once %s; repeat %s: %s else %s"
              .formatted(
                  joined(critical.pageAtOnce()),
                  joined(critical.repeat().still()),
                  critical.repeat().ifStill(),
                  critical.repeat().otherwise());
      case Rule.Sessions sessions ->
          "%d of %d in %s".formatted(sessions.needed(), sessions.ofLast(), sessions.within());
      case Rule.Average average ->
          "%d dates, %d with %d readings"
              .formatted(average.dates(), average.minDates(), average.minReadings());
      case Rule.FlagDates flags -> "%d of %d".formatted(flags.needed(), flags.dates());
      case Rule.TimeDates times -> "%d of %d".formatted(times.needed(), times.dates());
      case Rule.AverageRise rise ->
          "%d dates, %d with %d readings"
              .formatted(rise.dates(), rise.minDates(), rise.minReadings());
      case Rule.SessionRise rise -> "in " + rise.within();
      case Rule.Silence silence -> silence.intervals() + " intervals";
      case Rule.FewDates few -> "fewer than %d of %d".formatted(few.fewerThan(), few.dates());
    };
  }

  private static String joined(List<Threshold> limits) {
    return limits.stream().map(Threshold::toString).collect(Collectors.joining(" or "));
  }
}
