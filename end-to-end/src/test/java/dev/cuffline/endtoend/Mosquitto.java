package dev.cuffline.endtoend;

import dev.cuffline.gateway.RealParts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Debian's mosquitto with persistence on, as a process of its own on a free port. */
final class Mosquitto implements AutoCloseable {
  private static final int SECONDS_TO_LISTEN_FOR_MORE = 3;

  private final Process process;
  private final int port;

  private Mosquitto(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static Mosquitto start(Path folder) throws Exception {
    int port = freePort();
    Path config =
        Files.writeString(
            folder.resolve("mosquitto.conf"),
            """
            listener %d 127.0.0.1
            allow_anonymous true
            persistence true
            persistence_location %s/
            max_queued_messages 0
            user root
            """
                .formatted(port, folder));
    Process process =
        new ProcessBuilder(
                RealParts.require("mosquitto", "mosquitto").toString(), "-c", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("mosquitto.log").toFile())
            .start();
    Mosquitto broker = new Mosquitto(process, port);
    Eventually.get("the broker", broker::listens, listens -> listens);
    return broker;
  }

  private static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    }
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  int port() {
    return port;
  }

  /** {@code mosquitto_pub -l -q 1}: each line of the file is a message. */
  Process publishLines(String topic, Path lines) throws IOException {
    return new ProcessBuilder(
            RealParts.require("mosquitto_pub", "mosquitto-clients").toString(),
            "-h",
            "127.0.0.1",
            "-p",
            Integer.toString(port),
            "-t",
            topic,
            "-q",
            "1",
            "-l")
        .redirectInput(lines.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** What the session of a client that is gone still holds. */
  List<String> leftInSession(String clientId, String topic) throws Exception {
    Process subscriber =
        new ProcessBuilder(
                RealParts.require("mosquitto_sub", "mosquitto-clients").toString(),
                "-V",
                "5",
                "-c",
                "-i",
                clientId,
                "-h",
                "127.0.0.1",
                "-p",
                Integer.toString(port),
                "-t",
                topic,
                "-q",
                "1",
                "-W",
                Integer.toString(SECONDS_TO_LISTEN_FOR_MORE))
            .redirectErrorStream(true)
            .start();
    String said = new String(subscriber.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    subscriber.waitFor(2L * SECONDS_TO_LISTEN_FOR_MORE, TimeUnit.SECONDS);
    return said.lines().filter(line -> !line.startsWith("Timed out")).toList();
  }

  @Override
  public void close() {
    process.destroy();
  }
}
