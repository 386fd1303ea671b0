package dev.cuffline.gateway.web;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The payload formats in use, and their files. */
public interface FormatFiles {
  /** Names and versions of all formats in use. */
  Map<String, Integer> versions();

  /**
   * Why the last reading of the files changed nothing.
   *
   * @param at when
   * @param words file, line, key and what was expected, without folders
   */
  record Refusal(Instant at, String words) {}

  /** A fault of {@link #reload} for people: files by their names, without folders. */
  static String words(IllegalArgumentException wrong) {
    String message = Optional.ofNullable(wrong.getMessage()).orElse("a file cannot be used");
    return message.replaceAll("\\S*/(?=[^/\\s]+\\.ya?ml)", "");
  }

  /** The refusal of the last {@link #reload}; empty when it went well, or there was none. */
  Optional<Refusal> lastRefusal();

  /**
   * Reads the files of the setting {@code formats} again and uses them from the next message on:
   * all of them, or none.
   *
   * @throws IllegalArgumentException naming file, line, key and what was expected; then everything
   *     is as it was
   */
  void reload();
}
