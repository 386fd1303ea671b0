package dev.cuffline.endtoend;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A gateway in a process of its own, on free ports, with a data folder that outlives it. */
final class GatewayProcess implements AutoCloseable {
  private static final String READY = "Cuffline is ready";
  private static final int START_SECONDS = 60;
  private static final int STOP_SECONDS = 20;

  private final Process process;
  private final Path folder;
  private final int mqttPort;
  private final int httpPort;
  private final List<String> output = new ArrayList<>();

  private GatewayProcess(Process process, Path folder, int mqttPort, int httpPort) {
    this.process = process;
    this.folder = folder;
    this.mqttPort = mqttPort;
    this.httpPort = httpPort;
  }

  /** Starts on the data in the folder and returns when it says that it is ready. */
  static GatewayProcess start(Path folder) throws IOException {
    return start(folder, freePort(), freePort());
  }

  /** The same on ports that were used before. */
  static GatewayProcess start(Path folder, int mqttPort, int httpPort) throws IOException {
    Path config = folder.resolve("cuffline.yaml");
    Files.writeString(
        config,
        """
        data:
          folder: %s
        mqtt:
          port: %d
        http:
          port: %d
        destinations:
          - name: files
            type: ndjson
            folder: %s
            from: beginning
        """
            .formatted(folder.resolve("data"), mqttPort, httpPort, folder.resolve("ndjson")));
    Process process =
        new ProcessBuilder(
                Installation.REPOSITORY.resolve("cuffline").toString(),
                "run",
                "--config",
                config.toAbsolutePath().toString())
            .redirectErrorStream(true)
            .start();
    GatewayProcess gateway = new GatewayProcess(process, folder, mqttPort, httpPort);
    gateway.awaitReady();
    return gateway;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void awaitReady() throws IOException {
    CompletableFuture<Boolean> ready = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> read(ready));
    try {
      if (!ready.get(START_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("the gateway ended before it was ready:\n" + output());
      }
    } catch (IOException ended) {
      throw ended;
    } catch (Exception late) {
      process.destroyForcibly();
      throw new IOException("the gateway was not ready in time:\n" + output(), late);
    }
  }

  private void read(CompletableFuture<Boolean> ready) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        synchronized (output) {
          output.add(line);
        }
        if (line.contains(READY)) {
          ready.complete(true);
        }
      }
    } catch (IOException killed) {
      synchronized (output) {
        output.add("(output ended: the process was killed)");
      }
    } finally {
      ready.complete(false);
    }
  }

  /** What it has printed so far. */
  String output() {
    synchronized (output) {
      return String.join("\n", output);
    }
  }

  int mqttPort() {
    return mqttPort;
  }

  int httpPort() {
    return httpPort;
  }

  Path folder() {
    return folder;
  }

  /** The token that the first start wrote. */
  String adminToken() throws IOException {
    return Files.readString(folder.resolve("data").resolve("admin-token")).strip();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** SIGKILL: no hook runs, no buffer is written. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** SIGTERM, and the exit code. */
  int stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("the gateway did not stop in time:\n" + output());
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
