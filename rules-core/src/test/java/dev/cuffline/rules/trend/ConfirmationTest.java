package dev.cuffline.rules.trend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.rules.reading.ReadingFlag;
import dev.cuffline.rules.trend.Alert.Confirmation;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The clauses of "Confirmation" and "Late" in billing-rules.md 5.5, one by one. */
class ConfirmationTest {
  @Test
  void theFirstCriticalReadingShowsAtOnceAndAwaitsItsRepeat() {
    Alert alert = new Patient().measures(0, "184/96").alert(0);

    assertThat(alert.confirmation()).isEqualTo(Confirmation.AWAITING_REPEAT);
    assertThat(alert.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(alert.pages()).isFalse();
    assertThat(alert.findings().getFirst().sentence())
        .isEqualTo("Critical, awaiting repeat: 184/96");
  }

  @ParameterizedTest
  @CsvSource({"14.9,false", "15,true", "15.1,true"})
  void itPagesFifteenMinutesAfterReceiptWithoutARepeat(double minute, boolean pages) {
    var patient = new Patient().measures(0, "184/96");

    assertThat(patient.alert(minute).pages()).isEqualTo(pages);
  }

  @Test
  void theWaitCountsFromReceiptNotFromMeasurement() {
    var patient = new Patient().measures(0, 120, "184/96");

    assertThat(patient.alert(134).pages()).isFalse();
    assertThat(patient.alert(134).dueAt()).contains(Patient.minute(135));
    assertThat(patient.alert(135).pages()).isTrue();
    assertThat(patient.alert(135).dueAt()).isEmpty();
  }

  @Test
  void theWaitIsDueForTheTimer() {
    TrendResult result = new Patient().measures(0, "184/96").at(3);

    assertThat(result.dueAt()).contains(Patient.minute(15));
  }

  @Test
  void aCriticalRepeatConfirmsAndPages() {
    Alert alert = new Patient().measures(0, "184/96").measures(2, "182/94").alert(2);

    assertThat(alert.confirmation()).isEqualTo(Confirmation.CONFIRMED);
    assertThat(alert.pages()).isTrue();
    assertThat(alert.findings().getFirst().sentence())
        .isEqualTo("Critical, confirmed: 184/96, then 182/94");
    assertThat(alert.evidence()).extracting(Object::toString).containsExactly("r1", "r2");
  }

  @ParameterizedTest
  @CsvSource({"199/129,false", "200/100,true", "201/100,true", "150/130,true", "205/131,true"})
  void beyondTheUpperLimitsNobodyWaits(String pressure, boolean pages) {
    Alert alert = new Patient().measures(0, pressure).alert(0);

    assertThat(alert.pages()).isEqualTo(pages);
    assertThat(alert.confirmation()).isEqualTo(Confirmation.AWAITING_REPEAT);
  }

  @ParameterizedTest
  @CsvSource({"179/90,HIGH", "160/90,HIGH", "150/100,HIGH", "159/99,LOW", "126/76,LOW"})
  void aRepeatBelowCriticalDowngrades(String repeat, Severity severity) {
    Alert alert = new Patient().measures(0, "184/96").measures(3, repeat).alert(60);

    assertThat(alert.confirmation()).isEqualTo(Confirmation.DOWNGRADED);
    assertThat(alert.severity()).isEqualTo(severity);
    assertThat(alert.pages()).isFalse();
    assertThat(alert.dueAt()).isEmpty();
  }

  @Test
  void anyCriticalRepeatConfirmsAlthoughAnotherWasCalm() {
    Alert alert =
        new Patient().measures(0, "184/96").measures(3, "150/90").measures(6, "186/97").alert(6);

    assertThat(alert.confirmation()).isEqualTo(Confirmation.CONFIRMED);
    assertThat(alert.pages()).isTrue();
  }

  @Test
  void repeatsMatchByMeasuredTimeHoweverLateTheyArrive() {
    Alert alert = new Patient().measures(0, 0, "184/96").measures(5, 40, "150/90").alert(40);

    assertThat(alert.confirmation()).isEqualTo(Confirmation.DOWNGRADED);
    assertThat(alert.pages()).isFalse();
  }

  @Test
  void aBatchIsJudgedWhole() {
    Alert alert = new Patient().measures(5, 30, "150/90").measures(0, 30, "184/96").alert(30);

    assertThat(alert.severity()).isEqualTo(Severity.LOW);
    assertThat(alert.pages()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"15,DOWNGRADED", "15.1,AWAITING_REPEAT"})
  void aCalmReadingAfterTheWindowIsNoRepeat(double minute, Confirmation confirmation) {
    Alert alert = new Patient().measures(0, "184/96").measures(minute, "126/76").alert(60);

    assertThat(alert.confirmation()).isEqualTo(confirmation);
  }

  @ParameterizedTest
  @EnumSource(
      value = ReadingFlag.class,
      names = {"BODY_MOVEMENT", "CUFF_TOO_LOOSE", "IMPROPER_POSITION"})
  void anUntrustworthyRepeatCalmsNothing(ReadingFlag flag) {
    Alert alert =
        new Patient().measures(0, "184/96").measures(3, "126/76", Patient.flagged(flag)).alert(15);

    assertThat(alert.confirmation()).isEqualTo(Confirmation.AWAITING_REPEAT);
    assertThat(alert.pages()).isTrue();
  }

  @Test
  void aReadingWithMovementIsStillCriticalAndSaysSo() {
    Alert alert =
        new Patient().measures(0, "184/96", Patient.flagged(ReadingFlag.BODY_MOVEMENT)).alert(15);

    assertThat(alert.pages()).isTrue();
    assertThat(alert.findings().getFirst().sentence()).contains("184/96 (movement)");
  }

  @Test
  void aDeadClockHidesNoCriticalValueAndIsNotTakenForLateData() {
    Alert alert =
        new Patient().measures(0, "184/96", Patient.deadClock()).alert(15, CauseFamily.BP_HIGH);

    assertThat(alert.historic()).isFalse();
    assertThat(alert.pages()).isTrue();
    assertThat(alert.findings().getFirst().sentence()).contains("184/96 (time uncertain)");
  }

  @ParameterizedTest
  @CsvSource({"85/60,HIGH", "95/60,LOW"})
  void aLowPressureFollowsTheSameWay(String repeat, Severity severity) {
    var patient = new Patient().measures(0, "78/50");

    assertThat(patient.alert(15).pages()).isTrue();
    assertThat(patient.measures(2, repeat).alert(15).severity()).isEqualTo(severity);
  }

  @ParameterizedTest
  @CsvSource({"126/76/45,HIGH", "126/76/60,LOW", "//60,LOW"})
  void aPulseFollowsTheSameWay(String repeat, Severity severity) {
    var patient = new Patient().measures(0, "126/76/38");

    assertThat(patient.alert(15).pages()).isTrue();
    assertThat(patient.measures(2, repeat).alert(15).severity()).isEqualTo(severity);
  }

  @Test
  void aRepeatWithoutAPulseSaysNothingAboutThePulse() {
    Alert alert = new Patient().measures(0, "126/76/38").measures(2, "126/76").alert(15);

    assertThat(alert.confirmation()).isEqualTo(Confirmation.AWAITING_REPEAT);
  }

  @ParameterizedTest
  @CsvSource({"1440,false", "1440.1,true"})
  void aReadingOlderThanADayWhenJudgedIsHistoric(double receivedMinute, boolean historic) {
    var patient = new Patient().measures(0, receivedMinute, "210/120");

    Alert alert = patient.alert(receivedMinute + 60);

    assertThat(alert.historic()).isEqualTo(historic);
    assertThat(alert.pages()).isEqualTo(!historic);
  }

  @Test
  void lateDataPagesNobodyAndStaysListed() {
    var patient = new Patient().measures(0, 3000, "214/128").measures(2, 3000, "210/126");

    Alert alert = patient.alert(20_000);

    assertThat(alert.pages()).isFalse();
    assertThat(alert.dueAt()).isEmpty();
    assertThat(alert.historic()).isTrue();
    assertThat(alert.state()).isEqualTo(Alert.State.OPEN);
    assertThat(alert.findings().getFirst().sentence()).endsWith("came 50 h late");
  }

  @Test
  void whatIsReleasedFromQuarantineIsLateByItsRelease() {
    var patient = new Patient().measures(0, "214/128", Patient.judgedAfter(Duration.ofHours(25)));

    assertThat(patient.alert(2000).historic()).isTrue();
  }

  @Test
  void aLiveCrisisAfterALateOneGoesItsOwnWay() {
    var patient = new Patient().measures(-3000, 0, "184/96").measures(5, "186/97");

    Alert alert = patient.alert(6);

    assertThat(alert.historic()).isFalse();
    assertThat(alert.confirmation()).isEqualTo(Confirmation.AWAITING_REPEAT);
    assertThat(patient.alert(20).pages()).isTrue();
  }

  @Test
  void aSecondCriticalSessionConfirmsTheFirst() {
    Alert alert = new Patient().measures(0, "184/96").measures(60, "182/94").alert(60);

    assertThat(alert.confirmation()).isEqualTo(Confirmation.CONFIRMED);
    assertThat(alert.pages()).isTrue();
    assertThat(alert.findings()).hasSize(2);
  }

  @Test
  void aCriticalValueAfterADowngradeStartsAnew() {
    var patient = new Patient().measures(0, "184/96").measures(3, "126/76").measures(120, "185/96");

    assertThat(patient.alert(121).confirmation()).isEqualTo(Confirmation.AWAITING_REPEAT);
    assertThat(patient.alert(135).pages()).isTrue();
  }

  @Test
  void aReadingEnteredInErrorIsNotThere() {
    var patient = new Patient().measures(0, "184/96");
    patient.add(Patient.enteredInError(Duration.ofMinutes(2)).apply(patient.readings().getFirst()));

    assertThat(patient.at(20).alerts()).isEmpty();
  }

  @Test
  void theSameReadingTwiceConfirmsNothing() {
    var patient = new Patient().measures(0, "184/96");
    patient.add(patient.readings().getFirst());

    assertThat(patient.alert(1).confirmation()).isEqualTo(Confirmation.AWAITING_REPEAT);
  }

  @ParameterizedTest
  @CsvSource({"10,30,1", "10,30.1,2", "16,26,2"})
  void criticalReadingsOfOneSessionAreOneFinding(double second, double fourth, int findings) {
    Alert alert =
        new Patient()
            .measures(0, "184/96")
            .measures(second, "185/96")
            .measures(20, "186/96")
            .measures(fourth, "187/96")
            .alert(60);

    assertThat(alert.findings())
        .filteredOn(finding -> finding.rule().value().equals("BP-CRIT-HI"))
        .hasSize(findings);
  }
}
