package dev.cuffline.rules.trend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.rules.reading.DateRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Readings that do not come (billing-rules.md 5.5, MISS-48, MISS-96, MISS-WEEK). */
class AdherenceRulesTest {
  private static final LocalDate FROM = LocalDate.of(2025, 12, 1);
  private static final Monitoring DAILY = monitoring(1);

  private static Monitoring monitoring(int perDay) {
    return new Monitoring(perDay, FROM, Optional.empty(), List.of(), List.of());
  }

  private static TrendResult fold(Patient patient, Monitoring monitoring, Instant now) {
    return Alerts.fold(
        new PatientFacts(
            Patient.ID,
            Patient.NEW_YORK,
            patient.readings(),
            List.of(),
            List.of(),
            Optional.of(monitoring)),
        DefaultPack.VALUE,
        now);
  }

  private static List<String> missed(Patient patient, Monitoring monitoring, Instant now) {
    return fold(patient, monitoring, now).findings().stream()
        .map(finding -> finding.rule().value())
        .filter(rule -> rule.startsWith("MISS-") && !rule.equals("MISS-WEEK"))
        .toList();
  }

  private static Instant hours(double hours) {
    return Patient.START.plusSeconds(Math.round(hours * 3_600));
  }

  @ParameterizedTest
  @CsvSource({"47.99, ''", "48, MISS-48", "95.99, MISS-48", "96, 'MISS-48,MISS-96'"})
  void hoursCountFromTheNewestReading(double hours, String rules) {
    Patient patient = new Patient().measures(0, "126/76");

    assertThat(String.join(",", missed(patient, DAILY, hours(hours)))).isEqualTo(rules);
  }

  @Test
  void anOrderForTwoADayWaitsHalfAsLong() {
    Patient patient = new Patient().measures(0, "126/76");

    assertThat(missed(patient, monitoring(2), hours(23.99))).isEmpty();
    assertThat(missed(patient, monitoring(2), hours(24))).containsExactly("MISS-48");
    assertThat(missed(patient, monitoring(2), hours(48))).containsExactly("MISS-48", "MISS-96");
  }

  @Test
  void aHundredHoursAreOneAlertWithTheShorterSilenceInside() {
    Patient patient = new Patient().measures(0, "126/76");

    List<Alert> alerts = fold(patient, DAILY, hours(100)).alerts();

    assertThat(alerts).hasSize(1);
    Alert alert = alerts.getFirst();
    assertThat(alert.family()).isEqualTo(CauseFamily.ADHERENCE);
    assertThat(alert.severity()).isEqualTo(Severity.MEDIUM);
    assertThat(alert.rules()).extracting(RuleId::value).startsWith("MISS-96").contains("MISS-48");
    assertThat(alert.pages()).isFalse();
  }

  @Test
  void aReadingEndsIt() {
    Patient patient = new Patient().measures(0, "126/76");
    patient.measures(60 * 99, "126/76");

    assertThat(missed(patient, DAILY, hours(100))).isEmpty();
  }

  @Test
  void nobodyWaitsWhileThePatientIsAwayOrOurSideIsDown() {
    Patient patient = new Patient().measures(0, "126/76");
    Monitoring stay =
        new Monitoring(
            1,
            FROM,
            Optional.empty(),
            List.of(new DateRange(LocalDate.of(2026, 1, 12), LocalDate.of(2026, 1, 13))),
            List.of());
    Monitoring outage =
        new Monitoring(
            1,
            FROM,
            Optional.empty(),
            List.of(),
            List.of(new Monitoring.Outage(hours(10), hours(20))));

    assertThat(missed(patient, stay, hours(50))).as("on its last date").isEmpty();
    assertThat(missed(patient, stay, hours(95.9))).as("16 h before it, 31.9 after").isEmpty();
    assertThat(missed(patient, stay, hours(96))).containsExactly("MISS-48");
    assertThat(missed(patient, outage, hours(57.99))).isEmpty();
    assertThat(missed(patient, outage, hours(58))).containsExactly("MISS-48");
  }

  @Test
  void nobodyWaitsAfterTheEndOrWithoutAnOrder() {
    Patient patient = new Patient().measures(0, "126/76");
    Monitoring ended =
        new Monitoring(1, FROM, Optional.of(LocalDate.of(2026, 1, 12)), List.of(), List.of());

    assertThat(missed(patient, ended, hours(100))).isEmpty();
    assertThat(patient.at(hours(100)).alerts()).isEmpty();
  }

  @Test
  void threeDatesOfTheLastSevenAreTooFew() {
    Patient four = new Patient();
    for (int day : List.of(0, 2, 4, 6)) {
      four.measures(day * 1_440.0, "126/76");
    }
    Patient three = new Patient();
    for (int day : List.of(0, 3, 6)) {
      three.measures(day * 1_440.0, "126/76");
    }
    Instant now = Patient.START.plus(Duration.ofDays(6)).plusSeconds(60);

    assertThat(fold(four, DAILY, now).findings()).isEmpty();
    assertThat(fold(three, DAILY, now).findings())
        .extracting(finding -> finding.rule().value())
        .containsExactly("MISS-WEEK");
    Monitoring sinceThatDay =
        new Monitoring(1, LocalDate.of(2026, 1, 12), Optional.empty(), List.of(), List.of());
    assertThat(fold(three, sinceThatDay, now).findings()).as("six dates only").isEmpty();
  }
}
