package dev.cuffline.gateway.format;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Optional;

/**
 * Units that cuffs send pressures in. Converted once, into mmHg, by 1 mmHg = 133.322387415 Pa
 * (devices.md 4.5, D9).
 */
public enum PressureUnit {
  /** Millimetres of mercury: nothing to convert, the wire's scale stays. */
  MMHG("mmHg", BigDecimal.ONE, 0, ""),
  /** Kilopascal; two decimals keep every digit that a cuff measures. */
  KILOPASCAL("kPa", BigDecimal.valueOf(1_000), 2, "unit-kilopascal"),
  /** Pascal, sent in whole numbers; rounded to the whole mmHg that the cuff has shown. */
  PASCAL("Pa", BigDecimal.ONE, 0, "unit-pascal");

  private static final BigDecimal PASCAL_PER_MMHG = new BigDecimal("133.322387415");

  private final String symbol;
  private final BigDecimal pascals;
  private final int decimals;
  private final String mark;

  PressureUnit(String symbol, BigDecimal pascals, int decimals, String mark) {
    this.symbol = symbol;
    this.pascals = pascals;
    this.decimals = decimals;
    this.mark = mark;
  }

  /** The unit of a symbol, letter for letter. */
  public static Optional<PressureUnit> of(String symbol) {
    return Arrays.stream(values()).filter(unit -> unit.symbol.equals(symbol)).findFirst();
  }

  /** {@code mmHg}, {@code kPa} or {@code Pa}. */
  public String symbol() {
    return symbol;
  }

  /** What a reading that was converted carries as a reason. */
  public Optional<Reason> mark() {
    return mark.isEmpty() ? Optional.empty() : Optional.of(Reason.of(mark));
  }

  /** In mmHg, with the decimals that suit the unit. */
  public BigDecimal toMmHg(BigDecimal value) {
    return toMmHg(value, decimals);
  }

  /** In mmHg, with so many decimals, half up; mmHg themselves stay as they are. */
  public BigDecimal toMmHg(BigDecimal value, int digits) {
    return this == MMHG
        ? value
        : value.multiply(pascals).divide(PASCAL_PER_MMHG, digits, RoundingMode.HALF_UP);
  }
}
