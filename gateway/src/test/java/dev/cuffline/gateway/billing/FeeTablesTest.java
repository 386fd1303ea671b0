package dev.cuffline.gateway.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuffline.rules.billing.BillingCode;
import dev.cuffline.rules.billing.FeeTable;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped table, and CMS's own file, here with made-up numbers in its layout. */
class FeeTablesTest {
  private static final Path SHIPPED = Path.of("..", "config", "fees");
  private static final BillingCode CODE = new BillingCode("99457");
  private static final LocalDate DATE = LocalDate.of(2026, 1, 31);

  private static final String RELATIVE_VALUES =
      """
      2026 National Physician Fee Schedule Relative Value File January Release,,,,,,,,,,,,,
      "Some lines of what must be said",,,,,,,,,,,,,
      ,,,STATUS,NOT USED FOR MEDICARE,WORK,NON-FAC,NON-FAC NA,FACILITY,FACILITY NA,MP,NON-FACILITY,FACILITY,CONV
      HCPCS,MOD,DESCRIPTION,CODE,PAYMENT,RVU,PE RVU,INDICATOR,PE RVU,INDICATOR,RVU,TOTAL,TOTAL,FACTOR
      99457,,"Words, not kept",A,,0.61,0.90,,0.24,,0.04,1.55,0.89,33.4009
      99457,26,"Words, not kept",A,,0.30,0.10,,0.10,,0.02,0.42,0.42,33.4009
      99091,,"Words, not kept",A,,,,,,,,,,33.4009
      """;

  @TempDir private Path folder;

  @Test
  void theShippedTableHasTheNumbersOfTheirSources() {
    FeeTables fees = FeeTables.read(SHIPPED);

    FeeTables.Amount amount = fees.amount(CODE, 1, DATE).orElseThrow();
    assertThat(amount.dollars()).isEqualTo(new BigDecimal("51.77"));
    assertThat(amount.table().status()).isEqualTo(FeeTable.Status.UNVERIFIED);
    FeeTable.Fee fee = Objects.requireNonNull(amount.table().fees().get(CODE));
    assertThat(fee.workRvu()).contains(new BigDecimal("0.61"));
    assertThat(fee.source()).contains("[SEED]");
    assertThat(fees.amount(new BillingCode("99091"), 1, DATE)).isEmpty();
    assertThat(fees.amount(CODE, 1, LocalDate.of(2027, 1, 1))).isEmpty();
  }

  @Test
  void theOfficialFileGoesBeforeOurOwn() throws IOException {
    Files.copy(SHIPPED.resolve("medicare-2026.yaml"), folder.resolve("medicare-2026.yaml"));
    Files.writeString(folder.resolve("PPRRVU26_JAN.csv"), RELATIVE_VALUES.replace("1.55", "1.60"));

    FeeTables.Amount amount = FeeTables.read(folder).amount(CODE, 2, DATE).orElseThrow();

    assertThat(amount.dollars()).isEqualTo(new BigDecimal("106.88"));
    assertThat(amount.table().status()).isEqualTo(FeeTable.Status.OFFICIAL);
    assertThat(amount.table().toString()).doesNotContain("Words");
    assertThat(FeeTables.read(folder).amount(new BillingCode("99091"), 1, DATE)).isEmpty();
  }

  @Test
  void aWrongFileIsNamedWithItsPlace() throws IOException {
    Path file = folder.resolve("PPRRVU26_JAN.csv");
    Files.writeString(file, RELATIVE_VALUES.replace("1.55", "much"));
    assertThatThrownBy(() -> FeeTables.read(folder))
        .hasMessage(file + ", line 5, column 12: expected a number, found much");

    Files.writeString(file, "nothing,of,this,kind\n");
    assertThatThrownBy(() -> FeeTables.read(folder))
        .hasMessageContaining("expected a heading that begins with HCPCS");

    Files.delete(file);
    Path own = folder.resolve("own.yaml");
    Files.writeString(own, "name: own\nsauce: x\n");
    assertThatThrownBy(() -> FeeTables.read(folder))
        .hasMessage(own + ", line 2: there is no key sauce, did you mean source?");

    Files.writeString(
        own,
        Files.readString(SHIPPED.resolve("medicare-2026.yaml")).replace("\"1.55\"", "\"much\""));
    assertThatThrownBy(() -> FeeTables.read(folder))
        .hasMessageContaining("codes[3].totalRvu must be a number, not \"much\"");
  }
}
