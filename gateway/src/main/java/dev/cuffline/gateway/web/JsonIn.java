package dev.cuffline.gateway.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.cuffline.gateway.registry.InvalidValueException;
import dev.cuffline.gateway.registry.Nearest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A JSON object, read field by field. Everything wrong is gathered with its pointer; {@link #done}
 * refuses unknown fields and, if anything was wrong, the whole. Until then, what could not be read
 * is stood in for, so a record is only to be made afterwards.
 */
final class JsonIn {
  private final JsonNode node;
  private final String pointer;
  private final List<Problem.FieldError> errors;
  private final Set<String> known = new LinkedHashSet<>();

  private JsonIn(JsonNode node, String pointer, List<Problem.FieldError> errors) {
    this.node = node;
    this.pointer = pointer;
    this.errors = errors;
  }

  static JsonIn root(JsonNode node) {
    return new JsonIn(node, "", new ArrayList<>());
  }

  /** Refuses what is unknown; then everything, if there was anything wrong. */
  void done() {
    refuseUnknown();
    if (!errors.isEmpty()) {
      throw new ProblemException(
          Problem.Kind.INVALID, "the body has " + errors.size() + " wrong values", errors);
    }
  }

  private void refuseUnknown() {
    node.fieldNames()
        .forEachRemaining(name -> {
          if (!known.contains(name)) {
            error(name, "is not a field here" + Nearest.hint(name, known));
          }
        });
  }

  private Optional<JsonNode> field(String name) {
    known.add(name);
    JsonNode value = node.get(name);
    return value == null || value.isNull() ? Optional.empty() : Optional.of(value);
  }

  private <T> T required(String name, Optional<T> value, T otherwise) {
    if (value.isEmpty() && field(name).isEmpty()) {
      error(name, "must be given");
    }
    return value.orElse(otherwise);
  }

  String text(String name) {
    return required(name, optionalText(name), "");
  }

  Optional<String> optionalText(String name) {
    return field(name).flatMap(value -> text(value, pointer + "/" + name));
  }

  private Optional<String> text(JsonNode value, String at) {
    if (!value.isTextual()) {
      errors.add(Problem.FieldError.at(at, "must be a string"));
      return Optional.empty();
    }
    return Optional.of(value.textValue());
  }

  LocalDate date(String name) {
    return required(name, optionalDate(name), LocalDate.EPOCH);
  }

  Optional<LocalDate> optionalDate(String name) {
    return parsed(name, LocalDate::parse, "must be a date such as 1950-03-31");
  }

  Instant instant(String name) {
    return required(name, optionalInstant(name), Instant.EPOCH);
  }

  Optional<Instant> optionalInstant(String name) {
    return parsed(name, Instant::parse, "must be an instant in UTC such as 2026-01-05T08:00:00Z");
  }

  ZoneId zone(String name) {
    Optional<ZoneId> zone =
        parsed(name, ZoneId::of, "must be a time zone such as America/New_York");
    return required(name, zone, ZoneId.of("UTC"));
  }

  <E extends Enum<E>> Optional<E> optionalWord(String name, Class<E> words) {
    return parsed(
        name,
        value -> Enum.valueOf(words, value),
        "must be one of " + Arrays.toString(words.getEnumConstants()));
  }

  <E extends Enum<E>> E word(String name, Class<E> words) {
    return required(name, optionalWord(name, words), words.getEnumConstants()[0]);
  }

  /** Text that stands for something else. */
  <T> Optional<T> parsed(String name, Function<String, T> parse, String expected) {
    return optionalText(name)
        .flatMap(value -> parsed(pointer + "/" + name, value, parse, expected));
  }

  private <T> Optional<T> parsed(
      String at, String value, Function<String, T> parse, String expected) {
    try {
      return Optional.of(parse.apply(value));
    } catch (DateTimeException | IllegalArgumentException bad) {
      String problem = bad instanceof InvalidValueException own ? own.problem() : expected;
      errors.add(Problem.FieldError.at(at, problem));
      return Optional.empty();
    }
  }

  boolean flag(String name, boolean otherwise) {
    Optional<JsonNode> value = field(name);
    if (value.isPresent() && !value.get().isBoolean()) {
      error(name, "must be true or false");
    }
    return value.map(JsonNode::booleanValue).orElse(otherwise);
  }

  Optional<Long> optionalNumber(String name) {
    Optional<JsonNode> value = field(name);
    if (value.isPresent() && !(value.get().isIntegralNumber() && value.get().canConvertToInt())) {
      error(name, "must be a whole number");
      return Optional.empty();
    }
    return value.map(JsonNode::longValue);
  }

  List<String> texts(String name) {
    return texts(name, text -> text, "");
  }

  <T> List<T> texts(String name, Function<String, T> parse, String expected) {
    List<T> values = new ArrayList<>();
    List<JsonNode> elements = elements(name);
    for (int i = 0; i < elements.size(); i++) {
      String at = pointer + "/" + name + "/" + i;
      text(elements.get(i), at)
          .flatMap(value -> parsed(at, value, parse, expected))
          .ifPresent(values::add);
    }
    return values;
  }

  private List<JsonNode> elements(String name) {
    Optional<JsonNode> value = field(name);
    if (value.isPresent() && !value.get().isArray()) {
      error(name, "must be a list");
      return List.of();
    }
    List<JsonNode> elements = new ArrayList<>();
    value.ifPresent(list -> list.forEach(elements::add));
    return elements;
  }

  /** A list of objects; an absent list is empty. */
  <T> List<T> objects(String name, Function<JsonIn, T> read) {
    List<T> values = new ArrayList<>();
    List<JsonNode> elements = elements(name);
    for (int i = 0; i < elements.size(); i++) {
      object(elements.get(i), pointer + "/" + name + "/" + i, read).ifPresent(values::add);
    }
    return values;
  }

  /** An object as it stands, for whoever knows what may be in it; empty when it is missing. */
  JsonNode tree(String name) {
    Optional<JsonNode> value = field(name);
    if (value.isEmpty() || !value.get().isObject()) {
      error(name, "must be an object");
      return JsonNodeFactory.instance.objectNode();
    }
    return value.get();
  }

  /** An object inside this one. */
  <T> Optional<T> object(String name, Function<JsonIn, T> read) {
    return field(name).flatMap(value -> object(value, pointer + "/" + name, read));
  }

  private <T> Optional<T> object(JsonNode value, String at, Function<JsonIn, T> read) {
    if (!value.isObject()) {
      errors.add(Problem.FieldError.at(at, "must be an object"));
      return Optional.empty();
    }
    int before = errors.size();
    JsonIn inner = new JsonIn(value, at, errors);
    Optional<T> made = Optional.empty();
    try {
      made = Optional.of(read.apply(inner));
    } catch (InvalidValueException bad) {
      // What stands in for an unreadable value may be refused too: that is not the caller's doing.
      if (errors.size() == before) {
        String field = bad.field().substring(bad.field().lastIndexOf('.') + 1);
        errors.add(Problem.FieldError.at(at + "/" + field, bad.problem()));
      }
    }
    inner.refuseUnknown();
    return made;
  }

  private void error(String name, String detail) {
    String escaped = name.replace("~", "~0").replace("/", "~1");
    errors.add(Problem.FieldError.at(pointer + "/" + escaped, detail));
  }
}
