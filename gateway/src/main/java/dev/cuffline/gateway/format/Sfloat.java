package dev.cuffline.gateway.format;

import dev.cuffline.rules.reading.NoNumber;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * IEEE 11073-20601 SFLOAT: a word of 16 bits, four bits of signed exponent to the base 10 above
 * twelve bits of signed mantissa.
 *
 * <p>Only five words are special, all with exponent 0 (devices.md 1.2); a mantissa of 0x7FF with
 * another exponent is a number.
 */
public sealed interface Sfloat {
  /**
   * A number with the scale that the wire gave it: 0xF4B0 is 120.0, 0x0078 is 120.
   *
   * @param value mantissa × 10^exponent; a positive exponent gives a value of scale 0
   */
  record Value(BigDecimal value) implements Sfloat {}

  /** No number. */
  enum Special implements Sfloat {
    /** 0x07FF: not a number. */
    NAN("NaN", NoNumber.NOT_A_NUMBER),
    /** 0x0800: not at this resolution. */
    NRES("NRes", NoNumber.NOT_AT_THIS_RESOLUTION),
    /** 0x07FE: positive infinity. */
    POSITIVE_INFINITY("+INF", NoNumber.POSITIVE_INFINITY),
    /** 0x0802: negative infinity. */
    NEGATIVE_INFINITY("-INF", NoNumber.NEGATIVE_INFINITY),
    /** 0x0801: reserved for future use. */
    RESERVED("RFU", NoNumber.RESERVED);

    private final String text;
    private final NoNumber meaning;

    Special(String text, NoNumber meaning) {
      this.text = text;
      this.meaning = meaning;
    }

    /** The name in the standard and in the test vectors. */
    public String text() {
      return text;
    }
  }

  /** The number, when it is one. */
  default Optional<BigDecimal> number() {
    return switch (this) {
      case Value(BigDecimal value) -> Optional.of(value);
      case Special special -> Optional.empty();
    };
  }

  /** What it says in place of a number, when it is none. */
  default Optional<NoNumber> noNumber() {
    return switch (this) {
      case Value value -> Optional.empty();
      case Special special -> Optional.of(special.meaning);
    };
  }

  /** The number with its scale and without an exponent, or the name of the special value. */
  default String wireText() {
    return switch (this) {
      case Value(BigDecimal value) -> value.toPlainString();
      case Special special -> special.text();
    };
  }

  /**
   * Reads a word.
   *
   * @param word the lower 16 bits count
   */
  static Sfloat of(int word) {
    return switch (word & 0xFFFF) {
      case 0x07FF -> Special.NAN;
      case 0x0800 -> Special.NRES;
      case 0x07FE -> Special.POSITIVE_INFINITY;
      case 0x0802 -> Special.NEGATIVE_INFINITY;
      case 0x0801 -> Special.RESERVED;
      default -> new Value(number(word & 0xFFFF));
    };
  }

  private static BigDecimal number(int word) {
    int mantissa = (word << 20) >> 20;
    int exponent = (word << 16) >> 28;
    BigDecimal value = BigDecimal.valueOf(mantissa, -exponent);
    return exponent > 0 ? value.setScale(0) : value;
  }
}
