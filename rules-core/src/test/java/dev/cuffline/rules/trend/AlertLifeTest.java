package dev.cuffline.rules.trend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.rules.trend.Alert.State;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people do about alerts, and what comes up afterwards (billing-rules.md 5.5). */
class AlertLifeTest {
  private final Patient patient = new Patient();

  private Alert crisis() {
    return patient.measures(0, "184/96").measures(2, "182/94").alert(2);
  }

  private AlertAction.Snooze snooze(double minute, double until, Alert alert) {
    return new AlertAction.Snooze(
        alert.id(), "nurse", Patient.minute(minute), Patient.minute(until));
  }

  @Test
  void anAcknowledgedAlertStopsPaging() {
    Alert crisis = crisis();

    Alert alert = patient.acknowledges(5, crisis).alert(6);

    assertThat(alert.id()).isEqualTo(crisis.id());
    assertThat(alert.state()).isEqualTo(State.ACKNOWLEDGED);
    assertThat(alert.pages()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"34.9,false", "35,true"})
  void withoutContactOrOutcomeItPagesAgainAfterHalfAnHour(double minute, boolean pages) {
    patient.acknowledges(5, crisis());

    Alert alert = patient.alert(minute);

    assertThat(alert.pages()).isEqualTo(pages);
    assertThat(alert.dueAt().isPresent()).isEqualTo(!pages);
  }

  @Test
  void withAContactItRests() {
    Alert crisis = crisis();
    patient
        .acknowledges(5, crisis)
        .acts(new AlertAction.Contact(crisis.id(), "nurse", Patient.minute(10)));

    assertThat(patient.alert(600).pages()).isFalse();
  }

  @Test
  void aCriticalAlertSleepsHalfAnHourAtMost() {
    Alert crisis = crisis();
    patient.acts(snooze(5, 600, crisis));

    assertThat(patient.alert(34).state()).isEqualTo(State.SNOOZED);
    assertThat(patient.alert(34).pages()).isFalse();
    assertThat(patient.alert(34).dueAt()).contains(Patient.minute(35));
    assertThat(patient.alert(35).state()).isEqualTo(State.OPEN);
    assertThat(patient.alert(35).pages()).isTrue();
  }

  @Test
  void anAlertThatIsNotCriticalSleepsAsLongAsAsked() {
    patient.measures(0, "162/90").measures(60, "164/90");
    patient.acts(snooze(80, 5000, patient.alert(75)));

    assertThat(patient.alert(4999).state()).isEqualTo(State.SNOOZED);
    assertThat(patient.alert(5000).state()).isEqualTo(State.OPEN);
  }

  @Test
  void aNewCriticalSessionAfterAcknowledgementPagesAgain() {
    Alert crisis = crisis();
    patient.acknowledges(5, crisis);
    patient.acts(new AlertAction.Contact(crisis.id(), "nurse", Patient.minute(6)));

    Alert alert = patient.measures(90, "190/99").alert(90);

    assertThat(alert.id()).isEqualTo(crisis.id());
    assertThat(alert.state()).isEqualTo(State.OPEN);
    assertThat(alert.pages()).isTrue();
  }

  @Test
  void aNewCriticalSessionWakesASnoozedAlert() {
    patient.acts(snooze(5, 30, crisis()));

    Alert alert = patient.measures(25, "190/99").alert(25);

    assertThat(alert.state()).isEqualTo(State.OPEN);
    assertThat(alert.pages()).isTrue();
  }

  @Test
  void aHigherFindingReopensAnAcknowledgedAlert() {
    patient.measures(0, "162/90").measures(60, "164/90");
    Alert high = patient.alert(75);

    Alert alert = patient.acknowledges(80, high).measures(100, "184/96").alert(100);

    assertThat(alert.id()).isEqualTo(high.id());
    assertThat(alert.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(alert.state()).isEqualTo(State.OPEN);
    assertThat(alert.rules()).extracting(RuleId::value).containsExactly("BP-CRIT-HI", "BP-HI");
  }

  @Test
  void aResolvedAlertIsOver() {
    Alert alert = patient.resolves(30, crisis()).alert(31);

    assertThat(alert.state()).isEqualTo(State.RESOLVED);
    assertThat(alert.pages()).isFalse();
    assertThat(alert.dueAt()).isEmpty();
  }

  @Test
  void anotherCrisisAfterTheResolutionIsAnotherAlert() {
    Alert first = crisis();

    TrendResult result = patient.resolves(30, first).measures(60, "190/99").at(75);

    assertThat(result.alerts())
        .extracting(Alert::state)
        .containsExactly(State.RESOLVED, State.OPEN);
    assertThat(result.alerts().getLast().id()).isNotEqualTo(first.id());
    assertThat(result.alerts().getLast().pages()).isTrue();
  }

  @Test
  void aCriticalReadingThatArrivesAfterTheResolutionIsNotLostInIt() {
    Alert first = crisis();

    TrendResult result = patient.resolves(30, first).measures(20, 40, "215/130").at(40);

    assertThat(result.alerts())
        .extracting(Alert::state)
        .containsExactly(State.RESOLVED, State.OPEN);
    assertThat(result.alerts().getLast().pages()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"4370,1", "4410,2"})
  void afterAResolutionTheSameSeverityKeepsQuietForThreeDays(double minute, int alerts) {
    patient.measures(0, "162/90").measures(60, "164/90");
    patient.resolves(90, patient.alert(75));

    TrendResult result =
        patient.measures(minute - 60, "162/90").measures(minute, "164/90").at(minute + 10);

    assertThat(result.alerts()).hasSize(alerts);
    assertThat(result.findings()).hasSize(2);
  }

  @Test
  void afterAResolutionOnlySessionsMeasuredLaterCount() {
    patient.measures(0, "162/90").measures(60, "164/90");
    patient.resolves(90, patient.alert(75));

    TrendResult result = patient.measures(4500, "164/90").at(4510);

    assertThat(result.alerts()).extracting(Alert::state).containsExactly(State.RESOLVED);
  }

  @Test
  void aHigherSeverityBreaksTheQuiet() {
    for (int day = 0; day < 3; day++) {
      patient.measures(day * 1440, "136/82").measures(day * 1440 + 5, "136/82");
    }
    patient.resolves(2900, patient.alert(2890));

    TrendResult result = patient.measures(3000, "162/90").measures(3060, "164/90").at(3070);

    assertThat(result.alerts())
        .extracting(Alert::severity)
        .containsExactly(Severity.MEDIUM, Severity.HIGH);
  }

  @Test
  void anAlertKeepsItsIdWhenEarlierDataArrivesLater() {
    Alert first = patient.measures(0, "184/96").alert(0);

    Alert later = patient.measures(-5, 1, "186/97").alert(1);

    assertThat(later.id()).isEqualTo(first.id());
    assertThat(later.raisedBy()).isEqualTo(first.raisedBy());
  }

  @Test
  void anAlertOverSessionsKeepsItsIdWhenAnEarlierSessionArrivesLater() {
    Alert first = patient.measures(0, "162/90").measures(60, "164/90").alert(80);

    Alert later = patient.measures(-60, 90, "166/90").alert(100);

    assertThat(later.id()).isEqualTo(first.id());
  }

  @Test
  void rememberedAlertsFollowEachOtherAsTheyDid() {
    patient.resolves(30, crisis()).measures(60, "190/99");
    TrendResult before = patient.at(75);

    TrendResult again = patient.remembers(before).at(75);

    assertThat(again).isEqualTo(before);
  }

  @Test
  void aRememberedAlertKeepsItsIdWhenItsRaisingReadingIsTakenBack() {
    TrendResult before = patient.measures(0, "184/96").measures(2, "182/94").at(2);
    patient.remembers(before);
    patient.add(Patient.enteredInError(Duration.ofMinutes(5)).apply(patient.readings().getFirst()));

    Alert alert = patient.alert(6);

    assertThat(alert.id()).isEqualTo(before.alerts().getFirst().id());
    assertThat(alert.evidence()).hasToString("[r2]");
  }

  @Test
  void aRememberedAlertWhoseReadingsAreAllTakenBackIsOver() {
    patient.remembers(patient.measures(0, "184/96").at(2));
    patient.add(Patient.enteredInError(Duration.ofMinutes(5)).apply(patient.readings().getFirst()));

    Alert alert = patient.alert(20);

    assertThat(alert.state()).isEqualTo(State.RESOLVED);
    assertThat(alert.findings()).isEmpty();
    assertThat(patient.remembers(patient.at(20)).at(21).alerts()).isEmpty();
  }

  @Test
  void anOpenAlertOutlivesTheHistoryOfItsReadings() {
    TrendResult before = crisisResult();
    var later = new Patient().remembers(before);

    Alert alert = later.alert(60 * 24 * 40);

    assertThat(alert.id()).isEqualTo(before.alerts().getFirst().id());
    assertThat(alert.state()).isEqualTo(State.OPEN);
    assertThat(alert.pages()).isTrue();
    assertThat(alert.rules()).hasToString("[BP-CRIT-HI]");
  }

  @Test
  void anOldAlertThatWasOnlyAcknowledgedGoesOnPaging() {
    TrendResult before = crisisResult();
    Alert crisis = before.alerts().getFirst();
    var later = new Patient().remembers(before).acknowledges(5, crisis);

    assertThat(later.alert(60 * 24 * 40).pages()).isTrue();
    later.acts(new AlertAction.Contact(crisis.id(), "nurse", Patient.minute(6)));
    assertThat(later.alert(60 * 24 * 40).pages()).isFalse();
  }

  private TrendResult crisisResult() {
    crisis();
    return patient.at(2);
  }

  @Test
  void everyCauseFamilyHasItsOwnAlert() {
    TrendResult result = patient.measures(0, "184/96/38").at(0);

    assertThat(result.alerts())
        .extracting(Alert::family)
        .containsExactly(CauseFamily.BP_HIGH, CauseFamily.RATE);
    assertThat(result.alerts()).extracting(Alert::id).doesNotHaveDuplicates();
  }
}
