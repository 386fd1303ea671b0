package dev.cuffline.rules.trend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.rules.reading.ReadingFlag;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AverageRulesTest {
  private static final int DAY = 1440;

  private final Patient patient = new Patient();

  /** Two a day, twelve hours apart, from 08:00 in New York. */
  private void twiceADay(int days, String pressure) {
    for (int day = 0; day < days; day++) {
      patient.measures(day * DAY, pressure).measures(day * DAY + 720, pressure);
    }
  }

  private List<String> review(double minute) {
    return patient.at(minute).review().stream().map(finding -> finding.rule().value()).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "134/84,0,1",
    "135/84,1,1",
    "136/84,1,1",
    "130/84.9,0,1",
    "130/85,1,1",
    "129/79,0,0",
    "130/79,0,1",
    "129/80,0,1"
  })
  void theLimitsAreExact(String pressure, int alerts, int review) {
    twiceADay(3, pressure);

    TrendResult result = patient.at(2 * DAY + 730);

    assertThat(result.alerts()).hasSize(alerts);
    assertThat(result.review()).hasSize(review);
  }

  @Test
  void theAverageIsNeverRounded() {
    twiceADay(2, "135/80");
    patient.measures(2 * DAY, "135/80").measures(2 * DAY + 60, "135/80");
    patient.measures(2 * DAY + 120, "134.99/80");

    assertThat(patient.at(2 * DAY + 200).alerts()).hasSize(1);
    var justBelow = new Patient();
    for (int i = 0; i < 6; i++) {
      justBelow.measures(i * 720, i == 0 ? "134.99/80" : "135/80");
    }
    assertThat(justBelow.at(6 * 720).alerts()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"2,0", "3,1", "4,1"})
  void threeDaysAreNeeded(int days, int alerts) {
    for (int reading = 0; reading < 8; reading++) {
      patient.measures(reading % days * DAY + reading * 20, "150/84");
    }

    assertThat(patient.at(10 * DAY).alerts()).hasSize(alerts);
  }

  @ParameterizedTest
  @CsvSource({"5,0", "6,1", "7,1"})
  void sixReadingsAreNeeded(int readings, int alerts) {
    for (int reading = 0; reading < readings; reading++) {
      patient.measures(reading % 3 * DAY + reading * 20, "150/84");
    }

    assertThat(patient.at(10 * DAY).alerts()).hasSize(alerts);
  }

  @Test
  void theSentenceSaysWhatWasAveraged() {
    twiceADay(3, "136/82");

    assertThat(patient.alert(2 * DAY + 730).findings().getFirst().sentence())
        .isEqualTo(
            "7-day average 136/82 from 6 readings on 3 days (Systolic ≥ 135 or diastolic ≥ 85)");
  }

  @Test
  void theWindowIsSevenLocalDatesIncludingToday() {
    twiceADay(3, "131/78");

    assertThat(review(6 * DAY)).containsExactly("BP-AVG7-GOAL");
    assertThat(review(7 * DAY)).isEmpty();
  }

  @Test
  void theDateIsThePatientsOwn() {
    // 04:30 UTC is still the evening before in New York.
    twiceADay(3, "131/78");

    assertThat(review(6 * DAY + 15.5 * 60)).hasSize(1);
    assertThat(review(6 * DAY + 16 * 60)).isEmpty();
  }

  @Test
  void movementStaysOutOfTheAverage() {
    twiceADay(3, "130/78");
    patient.measures(2 * DAY + 725, "179/110", Patient.flagged(ReadingFlag.BODY_MOVEMENT));

    assertThat(patient.at(2 * DAY + 730).alerts()).isEmpty();
  }

  @Test
  void thePatientsOwnGoalReplacesTheCommonOne() {
    twiceADay(3, "131/78");
    Rule.Average goal = DefaultPack.rule("BP-AVG7-GOAL", Rule.Average.class);
    var own = new Rule.Average(goal.header(), List.of(Threshold.parse("systolic >= 140")), 7, 3, 6);
    var facts = new PatientFacts(Patient.ID, Patient.NEW_YORK, patient.readings(), List.of());

    TrendResult result =
        Alerts.fold(facts, DefaultPack.VALUE.with(own), Patient.minute(2 * DAY + 730));

    assertThat(result.review()).isEmpty();
    assertThat(DefaultPack.VALUE.with(own).rules()).hasSameSizeAs(DefaultPack.VALUE.rules());
  }

  @Test
  void aTruncatedHistoryIsNotTakenForAWeek() {
    // The calm readings before are beyond the history; what is left of that week is high.
    for (int i = 0; i < 6; i++) {
      patient.measures(i % 3 * DAY + i * 20, "150/84");
    }
    patient.measures(34 * DAY, "120/70");

    assertThat(patient.at(36 * DAY).alerts()).isEmpty();
  }

  @Test
  void whoAsksLongAfterwardsStillSeesTheAlert() {
    twiceADay(3, "136/82");

    TrendResult result = patient.at(100 * DAY);

    assertThat(result.alerts()).hasSize(1);
    assertThat(result.review()).isEmpty();
  }
}
