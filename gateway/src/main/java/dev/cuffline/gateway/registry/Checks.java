package dev.cuffline.gateway.registry;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The checks that the records share; each message names the field, none the value. */
final class Checks {
  static final int NAME_LENGTH = 200;

  /** Safe in a URL path, an MQTT topic and a log line. */
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,63}");

  private static final Pattern PHONE = Pattern.compile("\\+?[0-9(][0-9 ().x-]{3,30}");

  private Checks() {}

  static void id(String value, String field) {
    if (!ID.matcher(value).matches()) {
      throw new InvalidValueException(
          field, "must have 1 to 64 letters, digits or . _ : - and begin with a letter or a digit");
    }
  }

  static void text(String value, String field) {
    if (value.isBlank()) {
      throw new InvalidValueException(field, "must not be blank");
    }
    optionalText(value, field);
  }

  /** Text that may be empty. */
  static void optionalText(String value, String field) {
    limit(value, field, NAME_LENGTH);
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw new InvalidValueException(field, "must not contain control characters");
    }
  }

  static void limit(String value, String field, int length) {
    if (value.length() > length) {
      throw new InvalidValueException(field, "must have at most " + length + " characters");
    }
  }

  static void text(Optional<String> value, String field) {
    value.ifPresent(given -> text(given, field));
  }

  static void phone(String value, String field) {
    if (!PHONE.matcher(value).matches()) {
      throw new InvalidValueException(field, "must be a telephone number such as +1 212 555 0100");
    }
  }

  static void language(String value, String field) {
    try {
      if (value.isEmpty()) {
        throw new InvalidValueException(field, "must not be blank");
      }
      new Locale.Builder().setLanguageTag(value).build();
    } catch (IllformedLocaleException illFormed) {
      throw new InvalidValueException(field, "must be a BCP 47 language tag such as en or es-US");
    }
  }

  static void between(long value, long least, long most, String field) {
    if (value < least || value > most) {
      throw new InvalidValueException(field, "must be between " + least + " and " + most);
    }
  }

  static <T> void distinct(List<T> values, String field) {
    if (new HashSet<>(values).size() != values.size()) {
      throw new InvalidValueException(field, "must not name the same thing twice");
    }
  }

  /** Refuses an end before its beginning; both are inclusive. */
  static void order(
      Optional<LocalDate> from, String fromField, Optional<LocalDate> to, String field) {
    if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
      throw new InvalidValueException(field, "must not lie before " + fromField);
    }
  }

  static void needs(Optional<?> given, String givenField, Optional<?> needed, String field) {
    if (given.isPresent() && needed.isEmpty()) {
      throw new InvalidValueException(field, "must be given when " + givenField + " is");
    }
  }
}
