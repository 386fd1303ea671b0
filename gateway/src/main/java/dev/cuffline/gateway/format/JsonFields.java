package dev.cuffline.gateway.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads fields as vendors write them: numbers may stand in strings, flags may be numbers; what is
 * absent or null is absent (field problem 26).
 */
final class JsonFields {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?\\d{1,30}(\\.\\d{1,30})?([eE][+-]?\\d{1,2})?");

  private JsonFields() {}

  /** A number, also one in a string, with its digits. */
  static Optional<BigDecimal> number(JsonNode object, String field) {
    JsonNode node = object.path(field);
    if (node.isNumber()) {
      return Optional.of(node.decimalValue()).filter(JsonFields::isModest);
    }
    return node.isTextual() && NUMBER.matcher(node.textValue().strip()).matches()
        ? Optional.of(new BigDecimal(node.textValue().strip())).filter(JsonFields::isModest)
        : Optional.empty();
  }

  /** A whole number that fits. */
  static Optional<Long> integer(JsonNode object, String field) {
    try {
      return number(object, field).map(BigDecimal::longValueExact);
    } catch (ArithmeticException none) {
      return Optional.empty();
    }
  }

  /** Text, or a number as text. */
  static Optional<String> text(JsonNode object, String field) {
    JsonNode node = object.path(field);
    return node.isTextual() || node.isNumber()
        ? Optional.of(node.asText().strip()).filter(text -> !text.isEmpty())
        : Optional.empty();
  }

  /** True or false, also as 0, 1 or text. */
  static Optional<Boolean> flag(JsonNode object, String field) {
    JsonNode node = object.path(field);
    if (node.isBoolean()) {
      return Optional.of(node.booleanValue());
    }
    return text(object, field)
        .flatMap(text ->
            switch (text.toLowerCase(Locale.ROOT)) {
              case "true", "1" -> Optional.of(true);
              case "false", "0" -> Optional.of(false);
              default -> Optional.empty();
            });
  }

  /** 1e309 is a number in JSON and no measurement anywhere. */
  private static boolean isModest(BigDecimal number) {
    return number.precision() - number.scale() <= 20 && number.scale() <= 30;
  }
}
