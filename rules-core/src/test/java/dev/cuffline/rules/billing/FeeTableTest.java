package dev.cuffline.rules.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuffline.rules.billing.FeeTable.Fee;
import dev.cuffline.rules.billing.FeeTable.Participation;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Amounts by date of service (R52); numbers of billing-rules.md section 2. */
class FeeTableTest {
  private static final LocalDate FROM = LocalDate.of(2026, 1, 1);
  private static final LocalDate TO = LocalDate.of(2026, 12, 31);

  private static Fee fee(String code, String total) {
    return new Fee(
        new BillingCode(code),
        Optional.empty(),
        Optional.of(total).filter(t -> !t.isEmpty()).map(BigDecimal::new),
        "test");
  }

  private static FeeTable table(Fee... fees) {
    return new FeeTable(
        "table",
        "test",
        FROM,
        TO,
        FeeTable.Status.UNVERIFIED,
        Map.of(
            Participation.NON_APM, new BigDecimal("33.4009"),
            Participation.APM, new BigDecimal("33.5675")),
        List.of(fees));
  }

  @ParameterizedTest
  @CsvSource({
    "1.55, 1, NON_APM, 51.77",
    "1.55, 1, APM, 52.03",
    "1.24, 2, NON_APM, 82.84",
    "1.56, 1, NON_APM, 52.11"
  })
  void unitsTimesTheRoundedAmountOfOne(
      String total, int units, Participation participation, String dollars) {
    assertThat(
            table(fee("99457", total)).amount(new BillingCode("99457"), units, TO, participation))
        .contains(new BigDecimal(dollars));
  }

  @Test
  void whatIsNotThereHasNoAmountAndNeverZero() {
    FeeTable table = table(fee("99457", "1.55"), fee("99091", ""));

    assertThat(table.amount(new BillingCode("99458"), 1, TO, Participation.NON_APM)).isEmpty();
    assertThat(table.amount(new BillingCode("99091"), 1, TO, Participation.NON_APM)).isEmpty();
    assertThat(table.amount(new BillingCode("99457"), 1, FROM.minusDays(1), Participation.NON_APM))
        .isEmpty();
    assertThat(table.amount(new BillingCode("99457"), 1, TO.plusDays(1), Participation.NON_APM))
        .isEmpty();
  }

  @Test
  void aTableWithoutSourceOrWithACodeTwiceIsRefused() {
    assertThatThrownBy(() -> table(fee("99457", "1.55"), fee("99457", "1.24")))
        .hasMessageContaining("twice: 99457");
    assertThatThrownBy(
            () -> new Fee(new BillingCode("99457"), Optional.empty(), Optional.empty(), " "))
        .hasMessageContaining("names its source");
    assertThatThrownBy(() -> fee("99457", "-1")).hasMessageContaining("not negative");
    Optional<BigDecimal> negative = Optional.of(new BigDecimal("-0.01"));
    assertThatThrownBy(
            () -> new Fee(new BillingCode("99457"), negative, Optional.empty(), "a source"))
        .hasMessageContaining("not negative");
    assertThat(fee("99453", "0").totalRvu()).contains(BigDecimal.ZERO);
  }
}
