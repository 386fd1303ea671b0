package dev.cuffline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.gateway.RealParts;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's lines for a real cuff, run as they stand; only the ports are free ones. */
final class ReadmeIT {
  private static final Pattern SHELL = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
  private static final int SECONDS = 60;

  @TempDir private Path folder;

  @Test
  void itsLinesForARealCuffLeadToAnAlertADataDayAndAnObservation() throws Exception {
    RealParts.require("mosquitto_pub", "mosquitto-clients");
    RealParts.require("curl", "curl");
    RealParts.require("bash", "bash");
    int mqtt = freePort();
    int http = freePort();
    Process gateway =
        start(
            Map.of(
                "CUFFLINE_MQTT_PORT", String.valueOf(mqtt),
                "CUFFLINE_HTTP_PORT", String.valueOf(http)),
            launcher(),
            "run",
            "--config",
            Installation.REPOSITORY.resolve("config/cuffline.yaml").toString());
    try {
      awaitLine(gateway, "Cuffline is ready");

      String lines =
          handsOn().replace("127.0.0.1:8080", "127.0.0.1:" + http).replace("-p 1883", "-p " + mqtt);
      String printed = output(start(Map.of(), "bash", "-euc", lines));
      String traced = output(start(Map.of(), launcher(), "trace", "--patient", "p1"));

      assertThat(printed)
          .contains("\"severity\":\"CRITICAL\"", "\"confirmation\":\"CONFIRMED\"")
          .contains("\"dataDays\":[\"20")
          .contains("\"code\":\"99454\"", "\"code\":\"99457\"")
          .contains("\"resourceType\":\"Observation\"", "\"value\":184")
          .doesNotContain("\"status\":4");
      assertThat(traced).contains("received", "journalled", "accept", "data-day", "CRITICAL");
    } finally {
      gateway.destroyForcibly();
      gateway.onExit().join();
    }
  }

  private static String handsOn() throws IOException {
    String readme = Files.readString(Installation.REPOSITORY.resolve("README.md"));
    Matcher block = SHELL.matcher(readme);
    assertThat(block.find()).as("the README has a block of shell lines").isTrue();
    return block.group(1);
  }

  private static String launcher() {
    return Packaged.launcher().toString();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private Process start(Map<String, String> environment, String... command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(List.of(command)).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static void awaitLine(Process process, String wanted) throws IOException {
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.contains(wanted)) {
        return;
      }
    }
    throw new IOException("the process ended without saying: " + wanted);
  }

  private static String output(Process process) throws IOException, InterruptedException {
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(text).isZero();
    return text;
  }
}
