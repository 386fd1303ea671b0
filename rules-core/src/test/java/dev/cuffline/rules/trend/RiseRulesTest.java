package dev.cuffline.rules.trend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Averages above earlier ones (billing-rules.md 5.5, BP-TREND-AVG and BP-TREND-72H). */
class RiseRulesTest {
  private static final double DAY = 1_440;

  /** Two readings on each of three dates of a week, and then of the next. */
  private static Patient twoWeeks(String first, String second) {
    Patient patient = new Patient();
    for (int day : List.of(0, 2, 4)) {
      patient.measures(day * DAY, first).measures(day * DAY + 60, first);
    }
    for (int day : List.of(7, 9, 11)) {
      patient.measures(day * DAY, second).measures(day * DAY + 60, second);
    }
    return patient;
  }

  private static List<String> rules(TrendResult result) {
    return result.findings().stream().map(finding -> finding.rule().value()).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "120/70, 130/70, true",
    "120.1/70, 130/70, false",
    "119/70, 129.9/70, false",
    "120/70, 129.9/80, false",
    "119/70, 129/80, true"
  })
  void tenAboveTheWeekBeforeAndAtTheGoal(String before, String after, boolean met) {
    TrendResult result = twoWeeks(before, after).at(11.0 * DAY + 61);

    assertThat(rules(result).contains("BP-TREND-AVG")).isEqualTo(met);
  }

  @Test
  void bothWeeksNeedSixReadings() {
    Patient patient = new Patient().measures(0, "120/70").measures(60, "120/70");
    patient
        .measures(2 * DAY, "120/70")
        .measures(2 * DAY + 60, "120/70")
        .measures(4 * DAY, "120/70");
    for (int day : List.of(7, 9, 11)) {
      patient.measures(day * DAY, "134/70").measures(day * DAY + 60, "134/70");
    }

    assertThat(rules(patient.at(11.0 * DAY + 61))).doesNotContain("BP-TREND-AVG");
  }

  @Test
  void theFindingJoinsTheAlertOfItsFamily() {
    List<Alert> alerts = twoWeeks("120/70", "136/70").at(11.0 * DAY + 61).alerts();

    assertThat(alerts).hasSize(1);
    assertThat(alerts.getFirst().rules())
        .extracting(RuleId::value)
        .contains("BP-TREND-AVG", "BP-AVG7-S2");
  }

  private static TrendResult within72Hours(Patient patient, Instant now) {
    Rule rise =
        new Rule.SessionRise(
            new RuleHeader(
                new RuleId("BP-TREND-72H"),
                CauseFamily.BP_HIGH,
                Severity.MEDIUM,
                RuleHeader.Raises.ALERT,
                "test 2026"),
            List.of(Threshold.parse("systolic >= 15")),
            Duration.ofDays(3));
    PatientFacts facts =
        new PatientFacts(Patient.ID, Patient.NEW_YORK, patient.readings(), List.of());
    return Alerts.fold(facts, DefaultPack.VALUE.with(rise), now);
  }

  @ParameterizedTest
  @CsvSource({"0, 4320, 125, true", "0, 4320, 124.9, false", "0, 4321, 125, false"})
  void fifteenAboveASessionOfTheLast72Hours(int first, int second, String systolic, boolean met) {
    Patient patient = new Patient().measures(first, "110/70").measures(second, systolic + "/70");

    TrendResult result = within72Hours(patient, Patient.minute(second + 11.0));

    assertThat(rules(result).contains("BP-TREND-72H")).isEqualTo(met);
    if (met) {
      assertThat(within72Hours(patient, Patient.minute(second + 1.0)).dueAt())
          .as("the session may go on")
          .contains(Patient.minute(second + 10.0));
    }
  }
}
