package dev.cuffline.gateway.registry;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.commons.csv.CSVRecord;

/** The values of one line, read in the types of the domain; problems are gathered by column. */
final class CsvLine {
  private static final String DATE = "must be a date such as 1950-03-31";

  private final List<String> header;
  private final CSVRecord record;
  private final Map<String, String> problems = new LinkedHashMap<>();

  /** Some values of the line could not be read. */
  static final class BadLineException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  CsvLine(List<String> header, CSVRecord record) {
    this.header = header;
    this.record = record;
  }

  Map<String, String> problems() {
    return problems;
  }

  /** Ends the reading of the line when something in it was wrong. */
  void check() {
    if (!problems.isEmpty()) {
      throw new BadLineException();
    }
  }

  void problem(String column, String expected) {
    problems.putIfAbsent(column, expected);
  }

  Optional<String> optional(String column) {
    int index = header.indexOf(column);
    return index < 0
        ? Optional.empty()
        : Optional.of(record.get(index).strip()).filter(value -> !value.isEmpty());
  }

  String text(String column) {
    return required(column, optional(column), "");
  }

  LocalDate date(String column) {
    return required(column, optionalDate(column), LocalDate.EPOCH);
  }

  Optional<LocalDate> optionalDate(String column) {
    return parsed(column, LocalDate::parse, DATE);
  }

  ZoneId zone(String column) {
    Optional<ZoneId> zone =
        parsed(column, ZoneId::of, "must be a time zone such as America/New_York");
    return required(column, zone, ZoneId.of("UTC"));
  }

  int number(String column, int otherwise) {
    return parsed(column, Integer::valueOf, "must be a whole number").orElse(otherwise);
  }

  boolean flag(String column) {
    return parsed(
            column,
            value ->
                switch (value.toLowerCase(Locale.ROOT)) {
                  case "yes", "true", "1" -> true;
                  case "no", "false", "0" -> false;
                  default -> throw new IllegalArgumentException("neither yes nor no");
                },
            "must be yes or no")
        .orElse(false);
  }

  <E extends Enum<E>> Optional<E> word(String column, Class<E> words) {
    return parsed(
        column,
        value -> Enum.valueOf(words, value.toUpperCase(Locale.ROOT)),
        "must be one of " + Arrays.toString(words.getEnumConstants()));
  }

  /** An instant, or a date that begins at midnight in a zone. */
  Optional<Instant> instant(String column, ZoneId zone) {
    return parsed(
        column,
        value ->
            value.length() == 10
                ? LocalDate.parse(value).atStartOfDay(zone).toInstant()
                : Instant.parse(value),
        "must be a date or an instant such as 2026-01-05T08:00:00Z");
  }

  List<String> list(String column) {
    return optional(column).stream()
        .flatMap(value -> Arrays.stream(value.split(";")))
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .toList();
  }

  <T> Optional<T> parsed(String column, Function<String, T> parse, String expected) {
    Optional<String> value = optional(column);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(parse.apply(value.get()));
    } catch (DateTimeException | IllegalArgumentException bad) {
      problem(column, bad instanceof InvalidValueException own ? own.problem() : expected);
      return Optional.empty();
    }
  }

  <T> T required(String column, Optional<T> value, T otherwise) {
    if (value.isEmpty()) {
      problem(column, "must not be empty");
    }
    return value.orElse(otherwise);
  }
}
