package dev.cuffline.rules.acceptance;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Each line of a table is one scenario; see {@link Scenario} and {@link Expected} for the words.
 */
class AcceptanceTablesTest {
  @ParameterizedTest(name = "{0}")
  @CsvFileSource(
      resources = "/acceptance/device-clock.csv",
      useHeadersInDisplayName = false,
      numLinesToSkip = 1)
  void theDeviceClockAnswersAsTheTableSays(
      String name, String inputs, String expected, String reasons, String source) {
    var scenario = Scenario.parse(inputs);

    var answer = scenario.answer();

    Expected.check(answer, expected, reasons);
  }

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(
      resources = "/acceptance/management-clock.csv",
      useHeadersInDisplayName = false,
      numLinesToSkip = 1)
  void theManagementClockAnswersAsTheTableSays(
      String name, String inputs, String expected, String reasons, String source) {
    var scenario = Scenario.parse(inputs);

    var answer = scenario.answer();

    Expected.check(answer, expected, reasons);
  }

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(
      resources = "/acceptance/rejected-claims.csv",
      useHeadersInDisplayName = false,
      numLinesToSkip = 1)
  void whatTheWebSaysWronglyIsNotFollowed(
      String name, String inputs, String expected, String reasons, String source) {
    var scenario = Scenario.parse(inputs);

    var answer = scenario.answer();

    Expected.check(answer, expected, reasons);
  }
}
