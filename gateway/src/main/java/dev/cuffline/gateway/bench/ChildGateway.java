package dev.cuffline.gateway.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A gateway in a process of its own: this program, with the same class path, on free ports. */
public final class ChildGateway implements AutoCloseable {
  private static final Pattern READY =
      Pattern.compile("Cuffline is ready: MQTT on [^ ]*:(\\d+), HTTP on [^ ]*:(\\d+),.*");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int LAST_LINES = 30;

  /** As the launcher starts {@code run}. */
  private static final List<String> MACHINE =
      List.of(
          "-XX:+UseG1GC",
          "-Xms64m",
          "-Xmx1g",
          "-XX:+UseCompactObjectHeaders",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private final Process process;
  private final Path data;
  private final CompletableFuture<Ports> ports = new CompletableFuture<>();
  private final Deque<String> lastLines = new ArrayDeque<>();
  private Duration startUp = Duration.ZERO;

  private record Ports(int mqtt, int http) {}

  private ChildGateway(Process process, Path data) {
    this.process = process;
    this.data = data;
  }

  /**
   * Starts one and waits until it listens.
   *
   * @param home the installation folder
   * @param folder for data and settings; data that lies there is used
   * @param javaOptions further options of its Java machine
   * @param settings further lines of its settings, such as {@code destinations: []}
   */
  public static ChildGateway start(
      Path home, Path folder, List<String> javaOptions, List<String> settings) throws IOException {
    Path config = configuration(home, folder, settings);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(MACHINE);
    command.addAll(javaOptions);
    command.add("-Dcuffline.home=" + home);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of("dev.cuffline.gateway.Main", "run", "--config", config.toString()));
    long began = System.nanoTime();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    ChildGateway gateway = new ChildGateway(process, dataOf(folder));
    Thread.ofPlatform().daemon().name("bench-gateway-output").start(gateway::read);
    gateway.awaitReady();
    gateway.startUp = Duration.ofNanos(System.nanoTime() - began);
    return gateway;
  }

  /** Where the data of a gateway in this folder lies. */
  public static Path dataOf(Path folder) {
    return folder.resolve("data");
  }

  private static Path configuration(Path home, Path folder, List<String> settings)
      throws IOException {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "data:",
                "  folder: " + dataOf(folder),
                "mqtt:",
                "  port: 0",
                "http:",
                "  port: 0",
                "log:",
                "  level: warn",
                "alertRules: " + home.resolve("config/alert-rules/default.yaml"),
                "payers: " + home.resolve("config/payers")));
    lines.addAll(settings);
    return Files.write(folder.resolve("bench.yaml"), lines);
  }

  private void awaitReady() throws IOException {
    try {
      ports.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      close();
      throw new IOException("interrupted", interrupted);
    } catch (ExecutionException | TimeoutException notReady) {
      close();
      throw new IOException(
          "the gateway to be measured did not become ready; it said:\n" + output(), notReady);
    }
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        printed(line);
      }
    } catch (IOException killed) {
      printed("(its output ended)");
    } finally {
      ports.completeExceptionally(new IOException("it ended before it was ready"));
    }
  }

  private void printed(String line) {
    synchronized (lastLines) {
      lastLines.addLast(line);
      if (lastLines.size() > LAST_LINES) {
        lastLines.removeFirst();
      }
    }
    Matcher ready = READY.matcher(line);
    if (ready.matches()) {
      ports.complete(new Ports(Integer.parseInt(ready.group(1)), Integer.parseInt(ready.group(2))));
    }
  }

  /** What it printed last. */
  String output() {
    synchronized (lastLines) {
      return String.join("\n", lastLines);
    }
  }

  /** From the start of its process until it listened. */
  public Duration startUp() {
    return startUp;
  }

  int mqttPort() {
    return ports.join().mqtt();
  }

  int httpPort() {
    return ports.join().http();
  }

  long pid() {
    return process.pid();
  }

  /** The token that its first start wrote. */
  String adminToken() throws IOException {
    return Files.readString(data.resolve("admin-token")).strip();
  }

  /** SIGTERM; returns when it is gone. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
