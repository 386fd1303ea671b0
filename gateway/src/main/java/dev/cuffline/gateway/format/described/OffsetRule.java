package dev.cuffline.gateway.format.described;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cuffline.gateway.format.JsonFields;
import dev.cuffline.gateway.format.Reason;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The offset from UTC that a payload states beside its time: a number of hours, minutes or seconds,
 * or a text such as {@code -05:00}. No zone on earth lies beyond 14 hours or off the quarter hours:
 * anything else is dropped with {@code tz-implausible}, and the instant is kept (devices.md 2.4).
 *
 * @param secondsPerUnit 3600, 60 or 1
 * @param isUnitStated whether the file says so: without, {@code +0800} is eight hours
 */
record OffsetRule(Places at, int secondsPerUnit, boolean isUnitStated) {
  private static final Pattern CLOCK = Pattern.compile("[+-]\\d{4}");
  private static final int QUARTER = 15 * 60;
  private static final int FARTHEST = 14 * 3_600;

  /** Neither: nothing was stated. */
  record Stated(Optional<ZoneOffset> offset, Optional<Reason> mark) {
    static final Stated NOTHING = new Stated(Optional.empty(), Optional.empty());
    static final Stated IMPLAUSIBLE =
        new Stated(Optional.empty(), Optional.of(Reason.of("tz-implausible")));
  }

  Stated in(Scope scope) {
    JsonNode node = at.in(scope);
    if (!JsonFields.isGiven(node)) {
      return Stated.NOTHING;
    }
    boolean clock =
        !isUnitStated && node.isTextual() && CLOCK.matcher(node.textValue().strip()).matches();
    Optional<BigDecimal> number = clock ? Optional.empty() : JsonFields.number(node);
    Optional<Integer> seconds =
        number.isPresent()
            ? number.flatMap(this::seconds)
            : text(node).map(ZoneOffset::getTotalSeconds);
    return seconds
        .filter(value -> value % QUARTER == 0 && Math.abs(value) <= FARTHEST)
        .map(value -> new Stated(Optional.of(ZoneOffset.ofTotalSeconds(value)), Optional.empty()))
        .orElse(Stated.IMPLAUSIBLE);
  }

  private Optional<Integer> seconds(BigDecimal number) {
    BigDecimal seconds = number.multiply(BigDecimal.valueOf(secondsPerUnit));
    return seconds.abs().compareTo(BigDecimal.valueOf(FARTHEST)) <= 0
            && seconds.stripTrailingZeros().scale() <= 0
        ? Optional.of(seconds.intValue())
        : Optional.empty();
  }

  private static Optional<ZoneOffset> text(JsonNode node) {
    try {
      return JsonFields.text(node).map(ZoneOffset::of);
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }
}
