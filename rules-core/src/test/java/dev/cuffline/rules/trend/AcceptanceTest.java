package dev.cuffline.rules.trend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.rules.reading.Reading;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The samples of billing-rules.md 9.3: minutes from the start, and what was measured then. */
class AcceptanceTest {
  @ParameterizedTest
  @CsvFileSource(resources = "/acceptance/alerts.csv", numLinesToSkip = 1)
  void theSampleGivesWhatItShould(
      String sample,
      String readings,
      int asOfMinute,
      @Nullable String family,
      @Nullable String severity,
      @Nullable String rule,
      @Nullable String confirmation,
      @Nullable Boolean pages,
      int alerts,
      @Nullable String review) {
    TrendResult result = patient(readings).at(asOfMinute);

    assertThat(result.alerts()).as(sample).hasSize(alerts);
    assertThat(result.review())
        .extracting(finding -> finding.rule().value())
        .containsExactlyElementsOf(Optional.ofNullable(review).stream().toList());
    for (Alert alert : result.alerts()) {
      assertThat(alert.family()).hasToString(family);
      assertThat(alert.severity()).hasToString(severity);
      assertThat(alert.rules().getFirst()).hasToString(rule);
      assertThat(alert.confirmation()).hasToString(confirmation);
      assertThat(alert.pages()).isEqualTo(pages);
    }
  }

  private static Patient patient(String readings) {
    var patient = new Patient();
    for (String reading : readings.split("; ", -1)) {
      String[] parts = reading.split(" ", -1);
      UnaryOperator<Reading> change =
          parts.length > 2 ? Patient.typedIn() : UnaryOperator.identity();
      patient.measures(Double.parseDouble(parts[0]), parts[1], change);
    }
    return patient;
  }
}
