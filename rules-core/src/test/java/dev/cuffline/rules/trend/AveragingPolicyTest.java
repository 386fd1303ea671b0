package dev.cuffline.rules.trend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.rules.reading.ReadingFlag;
import dev.cuffline.rules.trend.AveragingPolicy.Average;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Averages by protocol (billing-rules.md 5.2). The start is 2026-01-11 at eight in the morning. */
class AveragingPolicyTest {
  private static final LocalDate LAST = LocalDate.of(2026, 1, 17);
  private static final double DAY = 1_440;

  /** Three readings a morning, the first ten higher; each date two higher than the one before. */
  private static Patient mornings(int dates) {
    Patient patient = new Patient();
    for (int day = 0; day < dates; day++) {
      int systolic = 120 + 2 * day;
      patient
          .measures(day * DAY, systolic + 10 + "/80")
          .measures(day * DAY + 2, systolic + "/70")
          .measures(day * DAY + 4, systolic + "/70");
    }
    return patient;
  }

  private static Optional<Average> average(AveragingPolicy policy, Patient patient) {
    return policy.of(patient.readings(), Patient.NEW_YORK, LAST, DefaultPack.VALUE.settings());
  }

  @ParameterizedTest
  @CsvSource({
    "TARGET_BP, 21, 129.3, 73.3",
    "AHA_2008, 18, 130.3, 73.3",
    "ESC_STYLE, 18, 130.3, 73.3",
    "JABFM, 10, 128.0, 70.0",
    "CPT_99474, 21, 129.3, 73.3"
  })
  void whatEachProtocolLeavesOut(
      AveragingPolicy policy, int readings, BigDecimal systolic, BigDecimal diastolic) {
    Average average = average(policy, mornings(7)).orElseThrow();

    assertThat(average.policy()).isEqualTo(policy);
    assertThat(average.evidence()).hasSize(readings);
    assertThat(average.systolic(1)).isEqualTo(systolic);
    assertThat(average.diastolic(1)).isEqualTo(diastolic);
  }

  @ParameterizedTest
  @CsvSource({
    "TARGET_BP, 2, false",
    "TARGET_BP, 3, true",
    "AHA_2008, 3, false",
    "AHA_2008, 4, true",
    "ESC_STYLE, 2, false",
    "ESC_STYLE, 3, true",
    "JABFM, 4, false",
    "JABFM, 5, true",
    "CPT_99474, 3, false",
    "CPT_99474, 4, true"
  })
  void howMuchEachProtocolTakes(AveragingPolicy policy, int dates, boolean enough) {
    assertThat(average(policy, mornings(dates)).isPresent()).isEqualTo(enough);
  }

  @Test
  void onlyTheDatesOfTheWindowCountAndEachReadingOnce() {
    Patient patient = mornings(7).measures(-DAY, "200/100").measures(8 * DAY, "200/100");
    patient.add(patient.readings().getFirst());

    assertThat(average(AveragingPolicy.TARGET_BP, patient).orElseThrow().evidence()).hasSize(21);
    assertThat(average(AveragingPolicy.CPT_99474, patient).orElseThrow().evidence()).hasSize(22);
  }

  @Test
  void whatIsNotToBeTrustedIsLeftOut() {
    Patient patient =
        mornings(7).measures(30, "200/100", Patient.flagged(ReadingFlag.BODY_MOVEMENT));

    assertThat(average(AveragingPolicy.TARGET_BP, patient).orElseThrow().evidence()).hasSize(21);
    assertThat(
            AveragingPolicy.TARGET_BP.of(
                List.of(), Patient.NEW_YORK, LAST, DefaultPack.VALUE.settings()))
        .isEmpty();
  }
}
