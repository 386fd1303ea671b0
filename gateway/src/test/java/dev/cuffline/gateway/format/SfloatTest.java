package dev.cuffline.gateway.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SfloatTest {
  @ParameterizedTest
  @CsvSource({
    "0x0078, 120",
    "0xF4B0, 120.0",
    "0xF0A0, 16.0",
    "0x07FD, 2045",
    "0x0803, -2045",
    "0x8001, 0.00000001",
    "0x7001, 10000000",
    "0x17FF, 20470",
    "0x0000, 0",
    "0xF000, 0.0"
  })
  void keepsTheScaleOfTheWire(String word, String text) {
    Sfloat value = Sfloat.of(Integer.decode(word));

    assertThat(value.wireText()).isEqualTo(text);
  }

  @Test
  void everyWordIsMantissaTimesTenToTheExponentButForFive() {
    Map<String, String> special = new TreeMap<>();

    for (int word = 0; word <= 0xFFFF; word++) {
      int mantissa = (word & 0xFFF) >= 0x800 ? (word & 0xFFF) - 0x1000 : word & 0xFFF;
      int exponent = (word >> 12) >= 8 ? (word >> 12) - 16 : word >> 12;
      switch (Sfloat.of(word)) {
        case Sfloat.Value(BigDecimal value) ->
            assertThat(value)
                .isEqualByComparingTo(BigDecimal.valueOf(mantissa).scaleByPowerOfTen(exponent))
                .hasScaleOf(Math.max(0, -exponent));
        case Sfloat.Special none -> special.put("%04X".formatted(word), none.text());
      }
    }

    assertThat(special)
        .containsExactly(
            Map.entry("07FE", "+INF"),
            Map.entry("07FF", "NaN"),
            Map.entry("0800", "NRes"),
            Map.entry("0801", "RFU"),
            Map.entry("0802", "-INF"));
  }
}
