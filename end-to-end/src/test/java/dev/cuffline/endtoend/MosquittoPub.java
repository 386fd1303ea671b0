package dev.cuffline.endtoend;

import dev.cuffline.gateway.RealParts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Mosquitto's publisher, a client nobody here wrote. */
final class MosquittoPub {
  private static final int SECONDS = 20;

  private final Path program = RealParts.require("mosquitto_pub", "mosquitto-clients");
  private final int port;

  MosquittoPub(GatewayProcess gateway) {
    this.port = gateway.mqttPort();
  }

  /** Publishes at QoS 1 and returns when it was acknowledged. */
  void publish(String version, Cuff cuff, String format, byte[] payload)
      throws IOException, InterruptedException {
    Path file = Files.createTempFile("payload", "");
    Files.write(file, payload);
    Process process =
        new ProcessBuilder(
                program.toString(),
                "-V",
                version,
                "-h",
                "127.0.0.1",
                "-p",
                Integer.toString(port),
                "-i",
                cuff.id(),
                "-u",
                cuff.id(),
                "-P",
                cuff.secret(),
                "-q",
                "1",
                "-t",
                "devices/" + cuff.id() + "/" + format,
                "-f",
                file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
    Files.delete(file);
    if (!ended || process.exitValue() != 0 || !said.isEmpty()) {
      throw new AssertionError("mosquitto_pub failed: " + said);
    }
  }
}
