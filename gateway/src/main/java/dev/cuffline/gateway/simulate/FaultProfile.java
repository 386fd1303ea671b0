package dev.cuffline.gateway.simulate;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How often each fault happens.
 *
 * @param rates 0 to 1; a fault that is not named never happens
 */
public record FaultProfile(Map<Fault, Double> rates) {
  /** Nothing goes wrong. */
  public static final FaultProfile NONE = new FaultProfile(Map.of());

  /** A practice on an ordinary month. The rates are assumptions, not measured anywhere. */
  public static final FaultProfile FIELD =
      new FaultProfile(
          Map.ofEntries(
              Map.entry(Fault.DUPLICATE, 0.02),
              Map.entry(Fault.RETRY, 0.03),
              Map.entry(Fault.LATE_BATCH, 0.01),
              Map.entry(Fault.CLOCK_RESET, 0.002),
              Map.entry(Fault.DEAD_CLOCK, 0.01),
              Map.entry(Fault.DRIFT, 0.2),
              Map.entry(Fault.FUTURE_CLOCK, 0.002),
              Map.entry(Fault.MOVEMENT, 0.03),
              Map.entry(Fault.LOOSE_CUFF, 0.02),
              Map.entry(Fault.ERROR_FRAME, 0.01),
              Map.entry(Fault.UNKNOWN_CUFF, 0.002),
              Map.entry(Fault.MALFORMED, 0.002),
              Map.entry(Fault.OUT_OF_ORDER, 0.02),
              Map.entry(Fault.KILOPASCAL, 0.02)));

  /** Everything goes wrong often. */
  public static final FaultProfile HARSH =
      new FaultProfile(
          Arrays.stream(Fault.values()).collect(Collectors.toMap(fault -> fault, fault -> 0.15)));

  private static final Map<String, FaultProfile> BY_NAME =
      Map.of("none", NONE, "field", FIELD, "harsh", HARSH);

  /** Checks and copies. */
  public FaultProfile {
    rates = Map.copyOf(rates);
    rates.forEach((fault, rate) -> {
      if (!(rate >= 0 && rate <= 1)) {
        throw new IllegalArgumentException(
            "the rate of " + fault.word() + " must be 0 to 1, not " + rate);
      }
    });
  }

  double rate(Fault fault) {
    return rates.getOrDefault(fault, 0.0);
  }

  /**
   * Reads {@code none}, {@code field} or {@code harsh}, and rates that differ: {@code
   * field,late-batch=0.2}.
   */
  public static FaultProfile parse(String text) {
    List<String> parts = List.of(text.split(",", -1));
    FaultProfile base =
        Optional.ofNullable(BY_NAME.get(parts.getFirst()))
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "a profile is none, field or harsh, not " + parts.getFirst()));
    Map<Fault, Double> rates = new EnumMap<>(Fault.class);
    rates.putAll(base.rates());
    for (String part : parts.subList(1, parts.size())) {
      String[] sides = part.split("=", -1);
      if (sides.length != 2) {
        throw new IllegalArgumentException(
            "after the profile come rates such as late-batch=0.2, not " + part);
      }
      rates.put(fault(sides[0]), rate(part, sides[1]));
    }
    return new FaultProfile(rates);
  }

  private static Fault fault(String word) {
    return Arrays.stream(Fault.values())
        .filter(fault -> fault.word().equals(word))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "there is no fault "
                    + word
                    + "; there are "
                    + Arrays.stream(Fault.values())
                        .map(Fault::word)
                        .collect(Collectors.joining(", "))));
  }

  private static double rate(String part, String number) {
    try {
      return Double.parseDouble(number);
    } catch (NumberFormatException none) {
      throw new IllegalArgumentException("expected a rate from 0 to 1 in " + part, none);
    }
  }
}
