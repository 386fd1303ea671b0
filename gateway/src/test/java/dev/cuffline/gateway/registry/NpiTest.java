package dev.cuffline.gateway.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NpiTest {
  @ParameterizedTest
  @ValueSource(strings = {"1234567893", "1245319599", "2000000002"})
  void aNumberWithARightCheckDigitIsTaken(String value) {
    Npi npi = new Npi(value);

    assertThat(npi.value()).isEqualTo(value);
  }

  @Test
  void exactlyOneLastDigitFitsNineOthers() {
    int fitting = 0;
    for (int digit = 0; digit < 10; digit++) {
      fitting += isTaken("123456789" + digit) ? 1 : 0;
    }

    assertThat(fitting).isEqualTo(1);
  }

  private static boolean isTaken(String value) {
    try {
      return new Npi(value).value().equals(value);
    } catch (InvalidValueException refused) {
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1234567890", "1234567839", "2134567893"})
  void aWrongCheckDigitOrATranspositionIsRefused(String value) {
    assertThatThrownBy(() -> new Npi(value))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage("npi has a wrong check digit");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "123456789", "12345678933", "3234567893", "12345678x3", "１234567893"})
  void anythingElseIsRefusedByItsForm(String value) {
    assertThatThrownBy(() -> new Npi(value))
        .hasMessage("npi must have ten digits and begin with 1 or 2");
  }
}
