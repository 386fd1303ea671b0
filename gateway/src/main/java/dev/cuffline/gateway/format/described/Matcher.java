package dev.cuffline.gateway.format.described;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cuffline.gateway.format.JsonFields;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Values that mean something: texts, whatever their letter case; numbers, whatever their scale and
 * also in strings; {@code scale_*} for every text that begins so; {@code *} for any at all.
 */
final class Matcher {
  private final Set<String> texts = new HashSet<>();
  private final List<BigDecimal> numbers = new ArrayList<>();
  private final List<String> beginnings = new ArrayList<>();

  Matcher(List<String> values) {
    for (String value : values) {
      String plain = value.toLowerCase(Locale.ROOT);
      if (plain.endsWith("*")) {
        beginnings.add(plain.substring(0, plain.length() - 1));
      } else {
        texts.add(value);
        texts.add(plain);
        addNumber(value);
      }
    }
  }

  private void addNumber(String value) {
    try {
      numbers.add(new BigDecimal(value));
    } catch (NumberFormatException text) {
      // A word: compared as one.
    }
  }

  boolean matches(JsonNode node) {
    if (!node.isValueNode() || node.isNull() || node.isMissingNode()) {
      return false;
    }
    String text = node.asText().strip();
    if (texts.contains(text)) {
      return true;
    }
    if (!node.isTextual()) {
      return matchesNumber(node) || begins(text);
    }
    String plain = text.toLowerCase(Locale.ROOT);
    return texts.contains(plain) || begins(plain) || matchesNumber(node);
  }

  private boolean begins(String text) {
    for (String beginning : beginnings) {
      if (text.startsWith(beginning)) {
        return true;
      }
    }
    return false;
  }

  private boolean matchesNumber(JsonNode node) {
    return !numbers.isEmpty()
        && JsonFields.number(node)
            .filter(value -> numbers.stream().anyMatch(each -> each.compareTo(value) == 0))
            .isPresent();
  }
}
