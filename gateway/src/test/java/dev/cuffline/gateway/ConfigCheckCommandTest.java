package dev.cuffline.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ConfigCheckCommandTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();

  private int check(String format) throws IOException {
    Path formats = Files.createDirectories(folder.resolve("mine"));
    Files.writeString(formats.resolve("small.yaml"), format);
    Path settings = Files.writeString(folder.resolve("settings.yaml"), "formats: mine\n");
    return new CommandLine(new ConfigCheckCommand(new ConfigurationLoader(Map.of(), Path.of(".."))))
        .setOut(new PrintWriter(out, true))
        .execute(settings.toString());
  }

  @Test
  void formatFilesAreReadAsAStartWouldReadThem() throws IOException {
    int exit =
        check(
            """
            name: small
            version: 1
            source: a test
            time: {path: ts, form: iso}
            values: {systolic: sys, diastolic: dia}
            """);

    assertThat(exit).isZero();
    assertThat(out.toString()).contains("mio-telemetry").contains("small").contains("is fine");
  }

  @Test
  void aWrongFormatFileIsAFindingWithFileAndLine() throws IOException {
    int exit =
        check(
            """
            name: small
            version: 1
            source: a test
            values: {pulse: p}
            times: {path: ts, form: iso}
            """);

    assertThat(exit).isEqualTo(1);
    assertThat(out.toString())
        .contains("small.yaml, line ")
        .contains("there is no key times, did you mean time?");
  }
}
