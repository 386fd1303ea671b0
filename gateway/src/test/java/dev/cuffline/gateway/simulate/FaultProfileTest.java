package dev.cuffline.gateway.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultProfileTest {
  @Test
  void aProfileWithRatesThatDiffer() {
    FaultProfile profile = FaultProfile.parse("field,late-batch=0.5,malformed=0");

    assertThat(profile.rate(Fault.LATE_BATCH)).isEqualTo(0.5);
    assertThat(profile.rate(Fault.MALFORMED)).isZero();
    assertThat(profile.rate(Fault.RETRY)).isEqualTo(FaultProfile.FIELD.rate(Fault.RETRY));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "some | a profile is none, field or harsh, not some",
        "field,late | after the profile come rates such as late-batch=0.2, not late",
        "field,lost=1 | there is no fault lost; there are duplicate, retry",
        "field,retry=often | expected a rate from 0 to 1 in retry=often",
        "field,retry=1.5 | the rate of retry must be 0 to 1, not 1.5"
      })
  void whatCannotBeReadIsNamed(String text, String message) {
    assertThatThrownBy(() -> FaultProfile.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }
}
