package dev.cuffline.gateway.web;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.cuffline.gateway.registry.RegistryJson;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;

/** Where a list goes on: the last sort key, opaque to callers. */
final class Cursor {
  private Cursor() {}

  static String of(List<String> key) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Answer.json(key));
  }

  static List<String> parse(String text, int parts) {
    try {
      List<String> key =
          RegistryJson.MAPPER.readValue(
              Base64.getUrlDecoder().decode(text), new TypeReference<List<String>>() {});
      if (key.size() == parts) {
        return key;
      }
    } catch (IOException | IllegalArgumentException bad) {
      throw unknown();
    }
    throw unknown();
  }

  /** A part that is a number. */
  static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException forged) {
      throw unknown();
    }
  }

  /** A part that is an instant. */
  static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException forged) {
      throw unknown();
    }
  }

  private static ProblemException unknown() {
    return new ProblemException(
        Problem.Kind.MALFORMED, "after must be the \"next\" of an earlier answer of this list");
  }
}
