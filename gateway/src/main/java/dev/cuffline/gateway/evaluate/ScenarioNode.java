package dev.cuffline.gateway.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;

/**
 * A place in a scenario: what stands there, and its path. Every accessor refuses, with the path,
 * what it does not expect.
 */
record ScenarioNode(JsonNode json, String path) {
  private static final JaroWinklerSimilarity SIMILARITY = new JaroWinklerSimilarity();
  private static final int SHOWN = 60;

  /** What can be said of the place, with what stands there. */
  ScenarioException expected(String what) {
    String text = json.toString();
    String found = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    return new ScenarioException(path, "expected " + what + ", found " + found);
  }

  /** An object with no other fields than these. */
  ScenarioNode object(List<String> fields) {
    if (!json.isObject()) {
      throw expected("an object");
    }
    for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!fields.contains(name)) {
        throw new ScenarioException(
            at(name),
            "there is no such field, did you mean %s? Expected one of %s"
                .formatted(nearest(name, fields), String.join(", ", fields)));
      }
    }
    return this;
  }

  private static String nearest(String name, List<String> fields) {
    return fields.stream()
        .max(Comparator.comparingDouble(field -> SIMILARITY.apply(name, field)))
        .orElseThrow();
  }

  private String at(String field) {
    return path.isEmpty() ? field : path + "." + field;
  }

  /** Whether the field is there, be it null. */
  boolean has(String field) {
    return json.has(field);
  }

  /** A field that is there and not null. */
  Optional<ScenarioNode> get(String field) {
    JsonNode value = json.get(field);
    return value == null || value.isNull()
        ? Optional.empty()
        : Optional.of(new ScenarioNode(value, at(field)));
  }

  /** A field that must be there. */
  ScenarioNode need(String field, String what) {
    return get(field).orElseThrow(() -> new ScenarioException(at(field), "expected " + what));
  }

  /** A field's value; its default when it is not there; a null is refused. */
  <T> T or(String field, T otherwise, Function<ScenarioNode, T> read) {
    if (!has(field)) {
      return otherwise;
    }
    return read.apply(new ScenarioNode(json.get(field), at(field)));
  }

  /** A field's value; its default when it is not there; empty for null. */
  <T> Optional<T> orNone(String field, Optional<T> otherwise, Function<ScenarioNode, T> read) {
    return has(field) ? get(field).map(read) : otherwise;
  }

  /** The items of a list; none when the field is not there or null. */
  List<ScenarioNode> list(String field) {
    return get(field).map(ScenarioNode::items).orElse(List.of());
  }

  List<ScenarioNode> items() {
    if (!json.isArray()) {
      throw expected("a list");
    }
    List<ScenarioNode> items = new ArrayList<>();
    for (int i = 0; i < json.size(); i++) {
      items.add(new ScenarioNode(json.get(i), path + "[" + i + "]"));
    }
    return items;
  }

  List<String> texts() {
    return items().stream().map(ScenarioNode::text).toList();
  }

  String text() {
    if (!json.isTextual() || json.textValue().isBlank()) {
      throw expected("text");
    }
    return json.textValue();
  }

  boolean truth() {
    if (!json.isBoolean()) {
      throw expected("true or false");
    }
    return json.booleanValue();
  }

  int count() {
    if (!json.isIntegralNumber() || !json.canConvertToInt() || json.intValue() < 0) {
      throw expected("a whole number from 0 on");
    }
    return json.intValue();
  }

  BigDecimal number() {
    if (!json.isNumber()) {
      throw expected("a number");
    }
    return json.decimalValue();
  }

  LocalDate date() {
    return parsed("a date such as 2026-01-05", () -> LocalDate.parse(text()));
  }

  Instant instant() {
    return parsed(
        "an instant with its offset such as 2026-01-05T13:00:00Z or 2026-01-05T08:00:00-05:00",
        () -> OffsetDateTime.parse(text()).toInstant());
  }

  ZoneId zone() {
    return parsed("an IANA zone such as America/New_York", () -> ZoneId.of(text()));
  }

  private interface Parser<T> {
    T parse();
  }

  /** The value of a text, or what was expected. */
  private <T> T parsed(String what, Parser<T> parser) {
    if (!json.isTextual()) {
      throw expected(what);
    }
    try {
      return parser.parse();
    } catch (DateTimeException wrong) {
      throw expected(what);
    }
  }

  /** One of some words, in any case; a hyphen and an underscore are the same. */
  <T> T word(Map<String, T> words) {
    if (json.isTextual()) {
      String given = json.textValue().toUpperCase(Locale.ROOT).replace('_', '-');
      for (Map.Entry<String, T> word : words.entrySet()) {
        if (word.getKey().replace('_', '-').equals(given)) {
          return word.getValue();
        }
      }
    }
    throw expected("one of " + String.join(", ", new TreeSet<>(words.keySet())));
  }
}
