package dev.cuffline.gateway.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.gateway.format.described.ShippedFormats;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPayloadTest {
  static Stream<Arguments> unreadable() {
    return Stream.of(
        Arguments.of("", "empty"),
        Arguments.of(" \r\n\t", "empty"),
        Arguments.of("\uFEFF", "empty"),
        Arguments.of("{", "not-json"),
        Arguments.of("{\"a\":1", "not-json"),
        Arguments.of("{} {}", "not-json"),
        Arguments.of("{}x", "not-json"),
        Arguments.of("NaN", "not-json"),
        Arguments.of("{'a':1}", "not-json"),
        Arguments.of("{\"a\":01}", "not-json"),
        Arguments.of("{\"a\":1,\"a\":1}", "duplicate-key"),
        Arguments.of("{\"a\":1,\"\\u0061\":2}", "duplicate-key"),
        Arguments.of("{\"o\":{\"a\":1,\"a\":2}}", "duplicate-key"),
        Arguments.of("[".repeat(65), "too-deep"),
        Arguments.of("{\"a\":".repeat(2_000), "too-deep"),
        Arguments.of("{\"a\":" + "9".repeat(101) + "}", "not-json"),
        Arguments.of("{\"a\":1e-2147483648}", "not-json"));
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void whatCannotBeReadSaysWhy(String text, String code) {
    JsonPayload.Result result = JsonPayload.read(text.getBytes(StandardCharsets.UTF_8));

    assertThat(result)
        .isInstanceOfSatisfying(
            JsonPayload.Result.Unreadable.class,
            unreadable -> assertThat(unreadable.reason()).isEqualTo(Reason.of(code)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16BE", "UTF-16LE", "UTF-16", "UTF-32BE"})
  void everyEncodingOfJsonIsRead(String charset) {
    byte[] bytes = "{\"a\":120.0}".getBytes(Charset.forName(charset));

    assertThat(JsonPayload.read(bytes))
        .isInstanceOfSatisfying(
            JsonPayload.Result.Read.class,
            read -> assertThat(read.value().path("a").decimalValue()).isEqualTo("120.0"));
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheValue() {
    assertThat(JsonPayload.read("\uFEFF{}".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(JsonPayload.Result.Read.class);
  }

  @Test
  void bytesThatAreNoTextAreNoJson() {
    JsonPayload.Result result = JsonPayload.read(new byte[] {'"', (byte) 0xC3, 0x28, '"'});

    assertThat(result).isInstanceOf(JsonPayload.Result.Unreadable.class);
  }

  @Test
  void sixtyFourLevelsAreAllowed() {
    assertThat(JsonPayload.read(("[".repeat(64) + "]".repeat(64)).getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(JsonPayload.Result.Read.class);
  }

  @Test
  void theDetailNamesThePlaceAndNothingThatStoodThere() {
    JsonPayload.Result result =
        JsonPayload.read("{\"name\":\"Jane\" oops}".getBytes(StandardCharsets.UTF_8));

    assertThat(((JsonPayload.Result.Unreadable) result).detail())
        .contains("line 1")
        .doesNotContain("Jane")
        .doesNotContain("oops");
  }

  @ParameterizedTest
  @CsvSource({"{}", "[]", "null", "7", "'\"\"'", "true", "[7]"})
  void shortValuesHaveNoKnownFormat(String text) {
    DecodedItem item =
        ShippedFormats.all()
            .anyJson()
            .decode(text.getBytes(StandardCharsets.UTF_8), Quirks.NONE)
            .getFirst();

    assertThat(Payloads.codes(item)).containsExactly("unknown-format");
  }
}
