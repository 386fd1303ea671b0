package dev.cuffline.gateway.ingress.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cuffline.gateway.ingress.KnownSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Mosquitto's own publisher, a client nobody here wrote. */
final class MosquittoPub {
  private static final Path PROGRAM = Path.of("/usr/bin/mosquitto_pub");

  private MosquittoPub() {}

  /** Skips the test when it is not on this machine; CI has it. */
  static void assumeInstalled() {
    boolean installed = Files.isExecutable(PROGRAM);
    if ("true".equals(System.getenv("CI"))) {
      assertThat(installed).as("CI needs " + PROGRAM).isTrue();
    }
    assumeTrue(installed, PROGRAM + " is missing: install mosquitto-clients");
  }

  static Process start(int port, String source, String secret, String... more) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(PROGRAM.toString(), "-h", "127.0.0.1", "-p", Integer.toString(port)));
    command.addAll(List.of("-u", source, "-P", secret));
    command.addAll(List.of(more));
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Publishes as a known source and returns the exit code. */
  static int publish(int port, String source, String... more)
      throws IOException, InterruptedException {
    return exit(start(port, source, KnownSources.secretOf(source), more));
  }

  static int exit(Process process) throws InterruptedException {
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("mosquitto_pub did not end");
    }
    return process.exitValue();
  }
}
