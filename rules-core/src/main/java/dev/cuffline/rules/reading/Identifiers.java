package dev.cuffline.rules.reading;

/** The one check that all opaque identifiers share. */
final class Identifiers {
  private static final int MAX_LENGTH = 128;

  private Identifiers() {}

  static void requireValid(String value, String what) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(what + " must not be blank");
    }
    if (value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          what + " has " + value.length() + " characters, at most " + MAX_LENGTH + " are allowed");
    }
  }
}
