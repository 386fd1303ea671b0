package dev.cuffline.gateway.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads fields as vendors write them: numbers may stand in strings, flags may be numbers; what is
 * absent or null is absent (field problem 26). What cannot be read as asked is empty as well;
 * {@link #isGiven} tells the two apart.
 */
public final class JsonFields {
  /** The longest identifier, slot or time that anybody sends, with room. */
  static final int MAX_TEXT = 128;

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?\\d{1,30}(\\.\\d{1,30})?([eE][+-]?\\d{1,2})?");
  private static final int MAX_DIGITS_BEFORE_POINT = 20;
  private static final int MAX_SCALE = 30;

  private JsonFields() {}

  /** Whether the field is there and not null. */
  static boolean isGiven(JsonNode object, String field) {
    return isGiven(object.path(field));
  }

  /** Whether it is there and not null. */
  public static boolean isGiven(JsonNode node) {
    return !node.isMissingNode() && !node.isNull();
  }

  /** A number, also one in a string, with its digits. */
  static Optional<BigDecimal> number(JsonNode object, String field) {
    return number(object.path(field));
  }

  /** A number, also one in a string, with its digits. */
  public static Optional<BigDecimal> number(JsonNode node) {
    if (node.isInt()) {
      return Optional.of(BigDecimal.valueOf(node.intValue()));
    }
    if (node.isNumber()) {
      return Optional.of(node.decimalValue()).filter(JsonFields::isModest);
    }
    if (!node.isTextual() || node.textValue().length() > MAX_TEXT) {
      return Optional.empty();
    }
    String text = node.textValue().strip();
    return NUMBER.matcher(text).matches()
        ? Optional.of(new BigDecimal(text)).filter(JsonFields::isModest)
        : Optional.empty();
  }

  /** A whole number that fits; 85.0 is whole. */
  static Optional<Long> integer(JsonNode object, String field) {
    return integer(object.path(field));
  }

  /** A whole number that fits; 85.0 is whole. */
  public static Optional<Long> integer(JsonNode node) {
    if (node.isInt() || node.isLong()) {
      return Optional.of(node.longValue());
    }
    try {
      return number(node).map(BigDecimal::longValueExact);
    } catch (ArithmeticException none) {
      return Optional.empty();
    }
  }

  /** A whole number from {@code min} to {@code max}, both inclusive. */
  static Optional<Integer> integer(JsonNode object, String field, int min, int max) {
    return integer(object, field)
        .filter(value -> value >= min && value <= max)
        .map(Math::toIntExact);
  }

  /** Text without blanks around it, or a number as text; at most {@value #MAX_TEXT} characters. */
  static Optional<String> text(JsonNode object, String field) {
    return text(object.path(field));
  }

  /** Text without blanks around it, or a number as text; at most {@value #MAX_TEXT} characters. */
  public static Optional<String> text(JsonNode node) {
    return node.isTextual() || node.isNumber()
        ? Optional.of(node.asText().strip())
            .filter(text -> !text.isEmpty() && text.length() <= MAX_TEXT)
        : Optional.empty();
  }

  /** 1e309 is a number in JSON and no measurement anywhere. */
  private static boolean isModest(BigDecimal number) {
    return (long) number.precision() - number.scale() <= MAX_DIGITS_BEFORE_POINT
        && number.scale() <= MAX_SCALE;
  }
}
