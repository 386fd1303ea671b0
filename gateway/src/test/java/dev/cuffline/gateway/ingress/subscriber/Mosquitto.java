package dev.cuffline.gateway.ingress.subscriber;

import dev.cuffline.gateway.RealParts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Debian's broker with persistence on, at a port and in a folder of its own, and its two clients.
 */
public final class Mosquitto implements AutoCloseable {
  private static final int SECONDS = 30;
  private static final int SILENCE_SECONDS = 2;

  /** What {@code mosquitto_sub -W} ends with. */
  private static final int TIMED_OUT = 27;

  private final Path program = RealParts.require("mosquitto", "mosquitto");
  private final Path pub = RealParts.require("mosquitto_pub", "mosquitto-clients");
  private final Path sub = RealParts.require("mosquitto_sub", "mosquitto-clients");
  private final Path folder;
  private final int port;
  private final List<String> entry = new ArrayList<>();
  private Process process;

  private Mosquitto(Path folder, int port) throws IOException {
    this.folder = folder;
    this.port = port;
    this.process = launch();
  }

  /** Starts one that lets everybody in. */
  public static Mosquitto start(Path folder) throws IOException, InterruptedException {
    return start(folder, "allow_anonymous true");
  }

  /**
   * Starts one.
   *
   * @param settings further lines of its configuration
   */
  public static Mosquitto start(Path folder, String... settings)
      throws IOException, InterruptedException {
    int port = freePort();
    List<String> lines = new ArrayList<>();
    lines.add("listener " + port + " 127.0.0.1");
    lines.addAll(List.of(settings));
    lines.add("user " + System.getProperty("user.name"));
    lines.add("persistence true");
    lines.add("persistence_location " + Files.createDirectories(folder.resolve("broker")) + "/");
    // Its default drops what is more than 1,000 messages for a client that is away.
    lines.add("max_queued_messages 0");
    Files.write(folder.resolve("mosquitto.conf"), lines);
    Mosquitto broker = new Mosquitto(folder, port);
    broker.awaitReady();
    return broker;
  }

  /** A file for the setting {@code password_file}. */
  static void writePassword(Path file, String user, String password)
      throws IOException, InterruptedException {
    Path program = RealParts.require("mosquitto_passwd", "mosquitto");
    expectSuccess(
        new ProcessBuilder(program.toString(), "-b", "-c", file.toString(), user, password)
            .redirectErrorStream(true)
            .start());
  }

  public int port() {
    return port;
  }

  /** User name and password for its clients. */
  Mosquitto loggedInAs(String user, String password) {
    return withOptions("-u", user, "-P", password);
  }

  /** What its clients need to be let in. */
  Mosquitto withOptions(String... options) {
    entry.addAll(List.of(options));
    return this;
  }

  /** SIGTERM: it writes its sessions to the disk. */
  public void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("mosquitto did not stop");
    }
  }

  public void startAgain() throws IOException, InterruptedException {
    process = launch();
    awaitReady();
  }

  /**
   * Publishes each line at QoS 1 and returns when the broker has acknowledged them.
   *
   * @param lines at most 65,535: after more, {@code mosquitto_pub} takes an early acknowledgement
   *     for the last one, since packet ids begin anew, and leaves
   */
  public void publish(String topic, List<String> lines) throws IOException, InterruptedException {
    assert lines.size() < 65_536;
    Process publisher = publisher(topic);
    try (var input = publisher.outputWriter(StandardCharsets.UTF_8)) {
      for (String line : lines) {
        input.write(line);
        input.write('\n');
      }
    }
    expectSuccess(publisher);
  }

  /** Begins to publish at QoS 1; each line given to its standard input is one message. */
  public Process publisher(String topic) throws IOException {
    return client(pub, "-t", topic, "-q", "1", "-l").start();
  }

  /** Publishes each line of a file at QoS 1, as {@link #publisher} does; ends by itself. */
  public Process publisher(String topic, Path lines) throws IOException {
    return client(pub, "-t", topic, "-q", "1", "-l")
        .redirectInput(lines.toFile())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** One message with these options of {@code mosquitto_pub}. */
  void publishOne(String topic, String... options) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("-t", topic));
    all.addAll(List.of(options));
    expectSuccess(client(pub, all.toArray(String[]::new)).start());
  }

  /** Takes a session over as another client with the same id would, and holds it. */
  Process takeOver(String clientId) throws IOException {
    return client(sub, "-i", clientId, "-c", "-x", "3600", "-q", "1", "-t", "nothing/here").start();
  }

  /** How many messages a session still holds: those that its client never acknowledged. */
  public int stuck(String clientId) throws IOException, InterruptedException {
    Process subscriber =
        client(
                sub,
                "-i",
                clientId,
                "-c",
                "-x",
                "3600",
                "-q",
                "1",
                "-t",
                "nothing/here",
                "-F",
                "%t",
                "-W",
                Integer.toString(SILENCE_SECONDS))
            .start();
    String said = new String(subscriber.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exit = subscriber.waitFor();
    if (exit != 0 && exit != TIMED_OUT) {
      throw new AssertionError("mosquitto_sub ended with " + exit + ": " + said);
    }
    return (int) said.lines().filter(line -> !line.startsWith("Timed out")).count();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private ProcessBuilder client(Path program, String... options) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(program.toString(), "-V", "mqttv5", "-h", "127.0.0.1"));
    command.addAll(List.of("-p", Integer.toString(port)));
    command.addAll(entry);
    command.addAll(List.of(options));
    return new ProcessBuilder(command).redirectErrorStream(true);
  }

  private static void expectSuccess(Process client) throws IOException, InterruptedException {
    String said = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!client.waitFor(SECONDS, TimeUnit.SECONDS) || client.exitValue() != 0) {
      throw new AssertionError("mosquitto_pub failed: " + said);
    }
  }

  private Process launch() throws IOException {
    return new ProcessBuilder(program.toString(), "-c", folder.resolve("mosquitto.conf").toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("mosquitto.log").toFile()))
        .start();
  }

  private void awaitReady() throws IOException, InterruptedException {
    for (int attempt = 0; attempt < 500; attempt++) {
      if (!process.isAlive()) {
        throw new AssertionError(Files.readString(folder.resolve("mosquitto.log")));
      }
      try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException notYet) {
        boolean _ = new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
      }
    }
    throw new AssertionError("mosquitto did not answer");
  }
}
