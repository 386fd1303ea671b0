package dev.cuffline.gateway.web;

import java.util.Map;

/** The payload formats in use, and their files. */
public interface FormatFiles {
  /** Names and versions of all formats in use. */
  Map<String, Integer> versions();

  /**
   * Reads the files of the setting {@code formats} again and uses them from the next message on:
   * all of them, or none.
   *
   * @throws IllegalArgumentException naming file, line, key and what was expected; then everything
   *     is as it was
   */
  void reload();
}
