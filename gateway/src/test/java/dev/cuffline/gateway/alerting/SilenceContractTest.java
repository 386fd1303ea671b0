package dev.cuffline.gateway.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.gateway.intake.Cuff;
import dev.cuffline.gateway.intake.Enrolling;
import dev.cuffline.gateway.intake.Ledger.AlertRow;
import dev.cuffline.gateway.intake.TestGateway;
import dev.cuffline.gateway.registry.AlertAction;
import dev.cuffline.gateway.registry.AlertActionDraft;
import dev.cuffline.gateway.registry.AlertOutcome;
import dev.cuffline.gateway.registry.DeviceKey;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.rules.reading.RegulatoryStatus;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Readings that do not come: of a patient, of a whole source, and because we were away. */
abstract class SilenceContractTest {
  private static final int PATIENTS = 10;

  private Database database;
  private TestGateway gateway;

  /** A fresh, migrated, empty database. */
  abstract Database open();

  @BeforeEach
  void start() {
    database = open();
    gateway = new TestGateway(database);
  }

  @AfterEach
  void stop() {
    gateway.close();
    database.close();
  }

  private void reads(String source, String device) {
    gateway.judged(
        source, Cuff.of("serial:" + device, gateway.clock().instant().minusSeconds(60), 126, 78));
  }

  /** Time passes while the gateway runs and looks, here once an hour. */
  private void passes(Duration duration) {
    for (Duration left = duration; left.isPositive(); left = left.minusHours(1)) {
      gateway.clock().advance(left.compareTo(Duration.ofHours(1)) < 0 ? left : Duration.ofHours(1));
      gateway.lookForSilence();
    }
  }

  private static String patient(int number) {
    return "p-%02d".formatted(number);
  }

  private static String cuff(int number) {
    return "c-%02d".formatted(number);
  }

  private void enrolBehindOneHub(int patients) {
    gateway.people().practice().device("hub", RegulatoryStatus.FDA, DeviceKey.source("hub"));
    for (int i = 0; i < patients; i++) {
      gateway
          .people()
          .patient(patient(i))
          .enrol(patient(i))
          .device(cuff(i), RegulatoryStatus.FDA, DeviceKey.serial(cuff(i)))
          .assign(cuff(i), patient(i));
    }
  }

  private void allRead(int from, int to) {
    IntStream.range(from, to).forEach(i -> reads("hub", cuff(i)));
  }

  private List<AlertRow> open(String family) {
    return gateway.ledger().alerts().stream()
        .filter(alert -> alert.family().equals(family) && !alert.state().equals("RESOLVED"))
        .toList();
  }

  /** A reading a day for a week, so that no date of the last seven is missing. */
  private void aWeekOfReadings(int from, int to) {
    for (int day = 0; day < 7; day++) {
      allRead(from, to);
      passes(Duration.ofDays(1));
    }
  }

  @Test
  void aPatientWhoFallsSilentIsToldOnceWorsensAndEndsWithTheNextReading() {
    enrolBehindOneHub(1);
    aWeekOfReadings(0, 1);
    allRead(0, 1);

    passes(Duration.ofHours(47));
    assertThat(open("ADHERENCE")).isEmpty();

    passes(Duration.ofHours(1));
    assertThat(open("ADHERENCE")).extracting(AlertRow::severity).containsExactly("LOW");

    passes(Duration.ofDays(2));
    assertThat(open("ADHERENCE")).extracting(AlertRow::severity).containsExactly("MEDIUM");
    assertThat(gateway.ledger().count("notice")).isZero();

    allRead(0, 1);
    assertThat(open("ADHERENCE")).isEmpty();
  }

  @Test
  void nobodyWaitsForAPatientWhosePauseIsOnFile() {
    enrolBehindOneHub(1);
    aWeekOfReadings(0, 1);
    allRead(0, 1);
    LocalDate today = LocalDate.ofInstant(gateway.clock().instant(), Enrolling.NEW_YORK);
    gateway.people().pause(patient(0), today, Optional.of(today.plusDays(9)));

    passes(Duration.ofDays(9));
    assertThat(open("ADHERENCE")).isEmpty();

    passes(Duration.ofDays(4));
    assertThat(open("ADHERENCE")).isNotEmpty();
  }

  @Test
  void aPauseEndsAnAlertForSilence() {
    enrolBehindOneHub(1);
    aWeekOfReadings(0, 1);
    allRead(0, 1);
    passes(Duration.ofDays(3));
    assertThat(open("ADHERENCE")).isNotEmpty();

    LocalDate today = LocalDate.ofInstant(gateway.clock().instant(), Enrolling.NEW_YORK);
    gateway.people().pause(patient(0), today.minusDays(5), Optional.empty());

    assertThat(open("ADHERENCE")).isEmpty();
  }

  @Test
  void aFewDatesInAWeekAreTooFewAlthoughNoSilenceIsLong() {
    enrolBehindOneHub(1);
    aWeekOfReadings(0, 1);
    for (int visit = 0; visit < 4; visit++) {
      allRead(0, 1);
      passes(Duration.ofHours(47));
    }

    assertThat(gateway.ledger().alerts())
        .isNotEmpty()
        .allMatch(alert -> alert.family().equals("ADHERENCE") && alert.severity().equals("LOW"));
  }

  @Test
  void somebodyWhoHasOnlyJustBegunIsNotBehind() {
    enrolBehindOneHub(1);
    allRead(0, 1);
    passes(Duration.ofHours(30));
    allRead(0, 1);
    passes(Duration.ofHours(30));

    assertThat(gateway.ledger().alerts()).isEmpty();
  }

  @Test
  void aSourceThatFallsSilentIsOneTechnicalAlertAndItsPatientsWait() {
    enrolBehindOneHub(PATIENTS);
    aWeekOfReadings(0, PATIENTS);
    allRead(0, PATIENTS);

    passes(Duration.ofHours(60));

    assertThat(open("TECHNICAL")).extracting(AlertRow::severity).containsExactly("HIGH");
    assertThat(open("ADHERENCE")).isEmpty();

    allRead(0, 6);
    passes(Duration.ofMinutes(5));
    assertThat(open("TECHNICAL")).isEmpty();
    assertThat(open("ADHERENCE")).as("their own silence begins now").isEmpty();

    passes(Duration.ofHours(12));
    allRead(0, 6);
    passes(Duration.ofHours(37));
    assertThat(open("ADHERENCE"))
        .extracting(alert -> alert.patient().orElse(""))
        .containsExactly(patient(6), patient(7), patient(8), patient(9));
  }

  @Test
  void threeOfTenAreNotTheSource() {
    enrolBehindOneHub(PATIENTS);
    aWeekOfReadings(0, PATIENTS);
    for (int day = 0; day < 3; day++) {
      allRead(3, PATIENTS);
      passes(Duration.ofDays(1));
    }

    assertThat(open("TECHNICAL")).isEmpty();
    assertThat(open("ADHERENCE"))
        .extracting(alert -> alert.patient().orElse(""))
        .containsExactly(patient(0), patient(1), patient(2));
  }

  @Test
  void onceAPersonHasResolvedTheSourceItsPatientsAreAskedForThemselves() {
    enrolBehindOneHub(PATIENTS);
    aWeekOfReadings(0, PATIENTS);
    passes(Duration.ofHours(30));
    String source = open("TECHNICAL").getFirst().id();

    gateway
        .registry()
        .act(
            TestGateway.PRACTICE,
            new AlertActionDraft(
                source,
                AlertAction.Kind.RESOLVE,
                Optional.empty(),
                Optional.of(AlertOutcome.UNREACHABLE),
                ""),
            "nurse-1",
            gateway.rejudging())
        .join();
    passes(Duration.ofHours(49));

    assertThat(open("TECHNICAL")).isEmpty();
    assertThat(open("ADHERENCE")).hasSize(PATIENTS);
  }

  @Test
  void timeInWhichWeDidNotRunIsNoSilence() {
    enrolBehindOneHub(1);
    aWeekOfReadings(0, 1);
    allRead(0, 1);
    passes(Duration.ofDays(1));

    gateway.restart();
    gateway.clock().advance(Duration.ofDays(3));
    gateway.lookForSilence();
    assertThat(open("ADHERENCE")).isEmpty();

    passes(Duration.ofHours(23));
    assertThat(open("ADHERENCE")).isEmpty();
    passes(Duration.ofHours(1));
    assertThat(open("ADHERENCE")).hasSize(1);
  }

  @Test
  void aPatientWithoutConsentIsNotWaitedFor() {
    enrolBehindOneHub(1);
    gateway.people().enrol(patient(0), Optional.of(LocalDate.of(2025, 12, 1)), Optional.empty());
    aWeekOfReadings(0, 1);

    passes(Duration.ofDays(3));

    assertThat(gateway.ledger().alerts()).isEmpty();
  }
}
