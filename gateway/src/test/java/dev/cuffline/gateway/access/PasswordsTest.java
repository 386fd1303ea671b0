package dev.cuffline.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuffline.gateway.registry.InvalidValueException;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How passwords are kept, and which may be chosen. */
final class PasswordsTest {
  private final Passwords passwords = new Passwords();

  @Test
  void aHashIsArgon2idAtTheRecommendedCostAndNeverTheSameTwice() {
    String one = passwords.hash("correct horse battery staple");

    assertThat(one).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain("horse");
    assertThat(passwords.hash("correct horse battery staple")).isNotEqualTo(one);
    assertThat(passwords.fits("correct horse battery staple", one)).isTrue();
    assertThat(passwords.fits("correct horse battery stapl", one)).isFalse();
    assertThat(passwords.isOutdated(one)).isFalse();
  }

  /** Made by the reference implementation (test.c of phc-winner-argon2). */
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "password $argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "password $argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc",
        "differentpassword $argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$C4TWUs9rDEvq7w3+J4umqA32aWKB1+DSiRuBfYxFj94"
      })
  void hashesOfOthersAreRead(String password, String phc) {
    assertThat(passwords.fits(password, phc)).isTrue();
    assertThat(passwords.fits(password + "x", phc)).isFalse();
    assertThat(passwords.isOutdated(phc)).isTrue();
  }

  @Test
  void theSamePasswordOnAnotherKeyboardIsTheSame() {
    String composed = passwords.hash("gr\u00fcne Wiesen am Fluss");

    assertThat(passwords.fits("gru\u0308ne Wiesen am Fluss", composed)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7"
      })
  void whatIsNoHashIsRefused(String phc) {
    assertThatThrownBy(() -> passwords.fits("x", phc)).isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "elevenchars, must have at least 12 characters",
    "my-Name-is-CLEO.n, must not contain the name with which you sign in"
  })
  void shortOnesAndTheNameAreRefused(String password, String problem) {
    assertThatThrownBy(() -> PasswordRules.require(password, "password", "cleo.n"))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage("password " + problem);
  }

  @Test
  void nothingElseIsAskedOfAPassword() {
    assertThatCode(() -> PasswordRules.require("aaaaaaaaaaaa", "password", "cleo"))
        .doesNotThrowAnyException();
    assertThatCode(() -> PasswordRules.require("an apple a day", "password", "an"))
        .doesNotThrowAnyException();
  }

  @Test
  void aOneTimePasswordIsGoodEnoughAndReadable() {
    String one = PasswordRules.oneTime(new SecureRandom());

    assertThat(one).matches("([a-z2-9]{5}-){3}[a-z2-9]{5}").doesNotContain("l", "o", "i");
    assertThat(PasswordRules.oneTime(new SecureRandom())).isNotEqualTo(one);
    PasswordRules.require(one, "password", "cleo");
  }
}
