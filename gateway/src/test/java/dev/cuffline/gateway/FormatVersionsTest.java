package dev.cuffline.gateway;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuffline.gateway.format.PlausibilityLimits;
import dev.cuffline.gateway.format.described.FormatFile;
import dev.cuffline.gateway.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A derived row names the format version that it was made with, so a version says one thing. */
class FormatVersionsTest {
  private static final Instant NOW = Instant.parse("2026-01-20T14:00:00Z");
  private static final String FILE =
      """
      name: f
      version: 1
      source: a test
      time: {path: ts, form: iso}
      values: {systolic: sys, diastolic: dia}
      """;

  @TempDir private Path folder;
  private Database database;

  @BeforeEach
  void open() {
    database = Database.sqlite(folder.resolve("store.db"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void start(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("f.yaml"), yaml);
    FormatVersions.keep(database, List.of(FormatFile.read(file, PlausibilityLimits.DEFAULT)), NOW);
  }

  private void readSomething() {
    database
        .writer()
        .command(session ->
            session.update(
                "INSERT INTO item (transmission_id, item_no, practice_id, position, received_at,"
                    + " judged_at, source, transport, format, format_version, disposition,"
                    + " reasons, detail) VALUES ('t', 0, 'p', 1, 0, 0, 's', 'http', 'f', 1,"
                    + " 'accept', '[]', '')"))
        .join();
  }

  @Test
  void aFileMayChangeUntilItWasUsed() throws IOException {
    start(FILE);
    start(FILE.replace("sys,", "high,"));
    readSomething();
    start("# a word\n" + FILE.replace("sys,", "high,"));

    assertThatThrownBy(() -> start(FILE))
        .hasMessage(
            "the format f has changed since messages were read with its version 1: set version: 2"
                + " in f.yaml");
  }

  @Test
  void aChangeWithANewVersionIsTaken() throws IOException {
    start(FILE);
    readSomething();

    assertThatCode(() -> start(FILE.replace("version: 1", "version: 2").replace("sys,", "high,")))
        .doesNotThrowAnyException();
  }
}
