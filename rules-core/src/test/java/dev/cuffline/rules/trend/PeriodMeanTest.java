package dev.cuffline.rules.trend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.rules.reading.DateRange;
import dev.cuffline.rules.reading.ReadingFlag;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Means of whole spans of dates. The start is 2026-01-11 at eight in the morning. */
class PeriodMeanTest {
  private static final double DAY = 1_440;
  private static final DateRange WEEK =
      new DateRange(LocalDate.of(2026, 1, 11), LocalDate.of(2026, 1, 17));

  private static Optional<PeriodMean> mean(Patient patient) {
    return PeriodMean.of(patient.readings(), Patient.NEW_YORK, WEEK, DefaultPack.VALUE.settings());
  }

  private static Patient readings(int dates, int each) {
    Patient patient = new Patient();
    for (int day = 0; day < dates; day++) {
      for (int i = 0; i < each; i++) {
        patient.measures(day * DAY + i, 120 + i + "/80");
      }
    }
    return patient;
  }

  @Test
  void sixReadingsOnThreeDatesAreNeeded() {
    assertThat(mean(readings(3, 2)))
        .hasValueSatisfying(mean -> {
          assertThat(mean.systolic()).isEqualTo("120.5");
          assertThat(mean.diastolic()).isEqualTo("80.0");
          assertThat(mean.readings()).isEqualTo(6);
          assertThat(mean.dates()).isEqualTo(3);
        });
    assertThat(mean(readings(2, 5))).isEmpty();
    assertThat(mean(readings(5, 1))).isEmpty();
  }

  @Test
  void otherDatesAndWhatAveragesLeaveOutAreNotInIt() {
    Patient patient = readings(3, 2);
    patient.measures(9 * DAY, "200/110");
    patient.measures(DAY + 30, "190/100", Patient.flagged(ReadingFlag.BODY_MOVEMENT));

    assertThat(mean(patient)).map(PeriodMean::readings).hasValue(6);
  }

  @Test
  void aHalfIsRoundedUpToOneDecimal() {
    Patient patient = new Patient();
    for (int i = 0; i < 20; i++) {
      patient.measures(i % 5 * DAY + i, (i == 0 ? 121 : 120) + "/80");
    }

    assertThat(mean(patient).orElseThrow().systolic()).isEqualTo("120.1");
  }
}
