package dev.cuffline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first thing that a newcomer does. */
final class DemoIT {
  private static final int SECONDS = 60;

  @TempDir private Path folder;

  private Process demo(String... options) throws Exception {
    String[] command = new String[options.length + 2];
    command[0] = Installation.REPOSITORY.resolve("cuffline").toString();
    command[1] = "demo";
    System.arraycopy(options, 0, command, 2, options.length);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("CUFFLINE_MQTT_PORT", "0");
    builder.environment().put("CUFFLINE_HTTP_PORT", "0");
    builder.environment().put("CUFFLINE_JAVA_OPTS", "-Djava.io.tmpdir=" + folder);
    return builder.start();
  }

  @Test
  void itStopsByItselfWithASummaryAndLeavesNothingBehind() throws Exception {
    Process demo = demo("--for", "6s");

    String printed = new String(demo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(demo.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(demo.exitValue()).as(printed).isZero();
    assertThat(printed)
        .contains("token", "transmissions received", "resources delivered")
        .containsPattern("items: accept +\\d+")
        .containsPattern("items: duplicate +\\d+")
        .containsPattern("items: quarantine +[2-9]")
        .containsPattern("items: reject +[3-9]")
        .containsPattern("open alerts: CRITICAL +[2-9]")
        .containsPattern("open alerts: HIGH +[1-9]")
        .containsPattern("99457  1 × PROJECTED")
        .containsPattern("99454  0 × NONE");
    assertThat(folder.toFile().list((in, name) -> name.startsWith("cuffline-demo"))).isEmpty();
  }

  @Test
  void anInterruptStopsItCleanly() throws Exception {
    Process demo = demo();
    var lines = demo.inputReader(StandardCharsets.UTF_8);
    String line = lines.readLine();
    while (line != null && !line.contains("data ")) {
      line = lines.readLine();
    }

    new ProcessBuilder("kill", "-INT", String.valueOf(demo.pid())).start().waitFor();

    String rest = String.join("\n", lines.lines().toList());
    assertThat(demo.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(rest).contains("transmissions received").doesNotContain("Exception");
    assertThat(folder.toFile().list((in, name) -> name.startsWith("cuffline-demo"))).isEmpty();
  }
}
