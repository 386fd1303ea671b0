package dev.cuffline.endtoend;

import dev.cuffline.endtoend.Installation.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A gateway in a process of its own, on free ports, with a data folder that outlives it. */
final class GatewayProcess implements AutoCloseable {
  private static final Pattern READY =
      Pattern.compile("Cuffline is ready: MQTT on [^ ]*:(\\d+), HTTP on [^ ]*:(\\d+),.*");
  private static final int START_SECONDS = 60;
  private static final int STOP_SECONDS = 20;

  private final Process process;
  private final Path data;
  private final CompletableFuture<Ports> ports = new CompletableFuture<>();
  private final List<String> output = new ArrayList<>();

  private record Ports(int mqtt, int http) {}

  private GatewayProcess(Process process, Path data) {
    this.process = process;
    this.data = data;
  }

  /** Starts on the data in the folder and returns when it says that it is ready. */
  static GatewayProcess start(Path folder, String... settings) throws Exception {
    GatewayProcess gateway = launch(folder, settings);
    gateway.awaitReady();
    return gateway;
  }

  /**
   * Starts and does not wait.
   *
   * @param settings further lines of the configuration; they stand after {@code mqtt.port: 0} and
   *     the like, and a section given here replaces the usual one
   */
  static GatewayProcess launch(Path folder, String... settings) throws IOException {
    Path config = configuration(folder, settings);
    ProcessBuilder builder =
        new ProcessBuilder(Packaged.launcher().toString(), "run", "--config", config.toString())
            .redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    GatewayProcess gateway = new GatewayProcess(process, folder.resolve("data"));
    Thread.ofPlatform().daemon().name("gateway-output").start(gateway::read);
    return gateway;
  }

  /** Runs one that is expected to end by itself. */
  static Outcome refused(Path folder, String... settings) throws Exception {
    return Installation.run(
        Packaged.launcher(),
        folder,
        Map.of("JAVA_HOME", System.getProperty("java.home")),
        "run",
        "--config",
        configuration(folder, settings).toString());
  }

  private static Path configuration(Path folder, String... settings) throws IOException {
    StringBuilder text = new StringBuilder();
    section(text, "data:", "data:\n  folder: " + folder.resolve("data"), settings);
    section(text, "mqtt:", "mqtt:\n  port: 0", settings);
    section(text, "http:", "http:\n  port: 0", settings);
    section(text, "log:", "log:\n  level: trace", settings);
    Path config = Installation.REPOSITORY.resolve("config");
    text.append("alertRules: ").append(config.resolve("alert-rules/default.yaml")).append('\n');
    text.append("payers: ").append(config.resolve("payers")).append('\n');
    for (String setting : settings) {
      text.append(setting).append('\n');
    }
    return Files.writeString(Files.createTempFile(folder, "cuffline", ".yaml"), text);
  }

  private static void section(StringBuilder text, String name, String usual, String... settings) {
    if (List.of(settings).stream().noneMatch(setting -> setting.startsWith(name))) {
      text.append(usual).append('\n');
    }
  }

  void awaitReady() throws IOException, InterruptedException {
    try {
      ports.get(START_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException notReady) {
      close();
      throw new IOException("the gateway did not become ready:\n" + output(), notReady);
    }
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        printed(line);
      }
    } catch (IOException killed) {
      printed("(output ended: the process was killed)");
    } finally {
      ports.completeExceptionally(new IOException("it ended before it was ready"));
    }
  }

  private void printed(String line) {
    synchronized (output) {
      output.add(line);
    }
    Matcher ready = READY.matcher(line);
    if (ready.matches()) {
      ports.complete(new Ports(Integer.parseInt(ready.group(1)), Integer.parseInt(ready.group(2))));
    }
  }

  /** What it has printed so far. */
  String output() {
    synchronized (output) {
      return String.join("\n", output);
    }
  }

  int mqttPort() {
    return ports.join().mqtt();
  }

  int httpPort() {
    return ports.join().http();
  }

  /** The data folder. */
  Path data() {
    return data;
  }

  /** The token that the first start wrote. */
  String adminToken() throws IOException {
    return Files.readString(data.resolve("admin-token")).strip();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** SIGKILL: no hook runs, no buffer is written. Returns when the process is gone. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** SIGTERM, and the exit code. */
  int stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the gateway did not stop in time:\n" + output());
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    kill();
  }
}
