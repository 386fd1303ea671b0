package dev.cuffline.rules.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Just below, at and just above every limit; one session a value, six hours apart. */
class ThresholdTest {
  @ParameterizedTest
  @CsvFileSource(resources = "/acceptance/alert-thresholds.csv", numLinesToSkip = 1)
  void aLimitIsMetWhereTheTableSays(
      String values, @Nullable String rule, @Nullable String severity) {
    var patient = new Patient();
    int minute = 0;
    for (String value : values.split(" ", -1)) {
      patient.measures(minute, value);
      minute += 360;
    }

    TrendResult result = patient.at(minute);

    assertThat(result.alerts())
        .extracting(alert -> alert.rules().getFirst().value())
        .containsExactlyElementsOf(Optional.ofNullable(rule).stream().toList());
    assertThat(result.alerts())
        .extracting(alert -> alert.severity().name())
        .containsExactlyElementsOf(Optional.ofNullable(severity).stream().toList());
  }

  @Test
  void aLimitReadsAsItIsWritten() {
    assertThat(Threshold.parse(" diastolic  >=  120.0 ")).hasToString("diastolic >= 120");
    assertThat(Threshold.parse("pulse < 40")).isEqualTo(Threshold.parse("pulse < 40.00"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "systolic", "systolic 180", "sys >= 180", "systolic => 180", "pulse < x"})
  void anythingElseIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Threshold.parse(text));
  }
}
