package dev.cuffline.rules.trend;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CriticalValuesTest {
  private static Optional<CriticalValue> find(String systolic, String diastolic, String pulse) {
    return CriticalValues.find(
        number(systolic), number(diastolic), number(pulse), DefaultPack.VALUE);
  }

  private static Optional<BigDecimal> number(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(new BigDecimal(text));
  }

  @ParameterizedTest
  @CsvSource({
    "214,128,'',BP-CRIT-HI,true,214/128",
    "184,96,70,BP-CRIT-HI,false,184/96",
    "'',130,'',BP-CRIT-HI,true,–/130",
    "78,50,'',BP-CRIT-LO,false,78/50",
    "'','',38,HR-CRIT,false,pulse 38"
  })
  void valuesWithoutAPatientAreStillCritical(
      String systolic, String diastolic, String pulse, String rule, boolean pages, String said) {
    CriticalValue value = find(systolic, diastolic, pulse).orElseThrow();

    assertThat(value.rule()).hasToString(rule);
    assertThat(value.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(value.pagesAtOnce()).isEqualTo(pages);
    assertThat(value.sentence()).isEqualTo(said);
  }

  @Test
  void otherValuesAreNot() {
    assertThat(find("179", "119", "130")).isEmpty();
    assertThat(find("", "", "")).isEmpty();
  }
}
