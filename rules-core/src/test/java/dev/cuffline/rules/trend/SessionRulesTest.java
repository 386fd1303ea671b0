package dev.cuffline.rules.trend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.rules.reading.ReadingFlag;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionRulesTest {
  private final Patient patient = new Patient();

  @Test
  void theSentenceNamesTheLimitAndTheSessions() {
    Alert alert =
        patient.measures(0, "162/90").measures(60, "150/88").measures(120, "164/92").alert(140);

    assertThat(alert.findings().getFirst().sentence())
        .isEqualTo("Systolic ≥ 160 in 2 of the last 3 sessions (162, 164)");
    assertThat(alert.evidence()).hasToString("[r1, r3]");
  }

  @Test
  void twoLimitsTogetherAreBothNamed() {
    Alert alert = patient.measures(0, "162/90").measures(60, "150/102").alert(80);

    assertThat(alert.findings().getFirst().sentence())
        .isEqualTo(
            "Systolic ≥ 160 or diastolic ≥ 100 in 2 of the last 3 sessions (162/90, 150/102)");
  }

  @ParameterizedTest
  @CsvSource({"10,1", "10.1,2"})
  void readingsAtMostTenMinutesApartAreOneSession(double minute, int sessions) {
    patient.measures(0, "162/90").measures(minute, "164/92");

    assertThat(patient.at(60).alerts()).hasSize(sessions - 1);
  }

  @ParameterizedTest
  @CsvSource({"159,false", "160,true"})
  void aSessionCountsByItsAverageAsAnExactFraction(int third, boolean met) {
    patient.measures(0, "160/90").measures(5, "160/90").measures(10, third + "/90");
    patient.measures(60, "170/90");

    assertThat(patient.at(80).alerts().isEmpty()).isEqualTo(!met);
  }

  @Test
  void anOpenSessionIsNotJudgedYetButDue() {
    patient.measures(0, "162/90").measures(60, "164/92");

    assertThat(patient.at(69).alerts()).isEmpty();
    assertThat(patient.at(69).dueAt()).contains(Patient.minute(70));
    assertThat(patient.at(70).alerts()).hasSize(1);
    assertThat(patient.at(70).dueAt()).isEmpty();
  }

  @Test
  void anOpenSessionThatChangesNothingIsNotDue() {
    patient.measures(0, "162/90").measures(60, "126/76");

    assertThat(patient.at(65).dueAt()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"10080,1", "10081,0"})
  void sessionsMoreThanSevenDaysApartDoNotCountTogether(int minute, int alerts) {
    patient.measures(0, "162/90").measures(minute, "164/92");

    assertThat(patient.at(minute + 10).alerts()).hasSize(alerts);
  }

  @Test
  void onlyTheLastThreeSessionsCount() {
    patient.measures(0, "162/90").measures(60, "126/76").measures(120, "126/76");

    assertThat(patient.measures(180, "164/92").at(200).alerts()).isEmpty();
  }

  @Test
  void movementAndADeadClockStayOutOfSessions() {
    patient
        .measures(0, "162/90")
        .measures(60, "164/92", Patient.flagged(ReadingFlag.BODY_MOVEMENT))
        .measures(120, "164/92", Patient.deadClock());

    assertThat(patient.at(200).alerts())
        .extracting(Alert::family)
        .containsExactly(CauseFamily.TECHNICAL);
  }

  @Test
  void aDeadClockIsAMatterForTechniciansUntilItsDatesArePast() {
    patient.measures(0, "126/76", Patient.deadClock()).measures(60, "126/76", Patient.deadClock());

    Alert alert = patient.alert(61, CauseFamily.TECHNICAL);

    assertThat(alert.severity()).isEqualTo(Severity.LOW);
    assertThat(alert.pages()).isFalse();
    assertThat(alert.findings().getFirst().sentence()).contains("suspect on 1 of the last 7 days");
    assertThat(alert.evidence()).hasSize(2);
  }

  @Test
  void anIrregularPulseOnThreeOfSevenDaysIsShownAsTheDevicesFlag() {
    for (int day : new int[] {0, 3, 6}) {
      assertThat(patient.at(day * 1440).alerts()).isEmpty();
      patient.measures(day * 1440, "126/76", Patient.flagged(ReadingFlag.IRREGULAR_PULSE));
    }

    Alert alert = patient.alert(6 * 1440);

    assertThat(alert.family()).isEqualTo(CauseFamily.RHYTHM);
    assertThat(alert.findings().getFirst().sentence())
        .isEqualTo("Irregular pulse flagged by the device on 3 of the last 7 days");
  }

  @Test
  void anIrregularPulseOnThreeOfEightDaysIsNot() {
    for (int day : new int[] {0, 3, 7}) {
      patient.measures(day * 1440, "126/76", Patient.flagged(ReadingFlag.IRREGULAR_PULSE));
    }

    assertThat(patient.at(7 * 1440).alerts()).isEmpty();
  }

  @Test
  void lateSessionsAreHistoric() {
    double received = Duration.ofDays(2).toMinutes();
    patient.measures(0, received, "162/90").measures(60, received, "164/92");

    assertThat(patient.alert(received).historic()).isTrue();
  }
}
