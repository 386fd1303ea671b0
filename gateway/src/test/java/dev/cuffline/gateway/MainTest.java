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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @ValueSource(strings = {"help", "--help", "-h"})
  void helpListsTheCommands(String argument) {
    int exit = run(argument);

    assertThat(exit).isZero();
    assertThat(out.toString()).contains("Usage: cuffline").contains("config").contains("test");
  }

  @Test
  void theVersionIsTheOneThatWasBuilt() {
    int exit = run("--version");

    assertThat(exit).isZero();
    assertThat(out.toString()).matches("(?s)cuffline \\d+\\.\\d+.*Java 2\\d.*");
  }

  @Test
  void anUnknownCommandIsWrongUsageAndTheNearestIsNamed() {
    int exit = run("confg");

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).contains("confg").contains("Did you mean").contains("config");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "config", "config check", "--nonsense", "config check a b"})
  void anIncompleteCommandIsWrongUsage(String line) {
    int exit = run(line.isEmpty() ? new String[0] : line.split(" "));

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).startsWith("cuffline: ");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aGoodConfigurationIsFine(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("c.yaml"), "mqtt:\n  port: 2883\n");

    int exit = run("config", "check", file.toString());

    assertThat(exit).isZero();
    assertThat(out.toString()).contains("is fine");
  }

  @Test
  void aBadConfigurationIsAFinding(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("c.yaml"), "mqtt:\n  prot: 2883\n");

    int exit = run("config", "check", file.toString());

    assertThat(exit).isEqualTo(1);
    assertThat(out.toString()).contains("line 2").contains("mqtt.port");
  }

  @Test
  void aCertificateThatCannotBeUsedIsAFindingWithItsPlace(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("c.yaml"),
            """
            mqtt:
              tls:
                port: 0
                certificate: gateway.pem
                key: key.pem
            """);

    int exit = run("config", "check", file.toString());

    assertThat(exit).isEqualTo(1);
    assertThat(out.toString())
        .contains("c.yaml, line 4: mqtt.tls.certificate: the file " + folder)
        .contains("gateway.pem does not exist")
        .doesNotContain("is fine");
  }

  private int run(String... arguments) {
    return Main.commands(Map.of(), Path.of(".."))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
