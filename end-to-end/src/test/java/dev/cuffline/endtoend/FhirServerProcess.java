package dev.cuffline.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cuffline.endtoend.fhir.PlainFhirServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** HAPI's plain server as a child process. */
final class FhirServerProcess implements AutoCloseable {
  private final Process process;
  private final int port;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();

  private FhirServerProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts on a free port and returns when it listens. */
  static FhirServerProcess start() throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                PlainFhirServer.class.getName())
            .redirectErrorStream(true)
            .start();
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("ready ")) {
        Thread.ofPlatform().daemon().start(() -> lines.lines().forEach(_ -> {}));
        return new FhirServerProcess(process, Integer.parseInt(line.substring(6)));
      }
    }
    throw new IOException("the FHIR server ended before it listened");
  }

  /** Its base address. */
  String base() {
    return "http://127.0.0.1:" + port + "/fhir";
  }

  /** Switches faults. */
  void set(Map<String, Object> switches) throws IOException, InterruptedException {
    StringBuilder query = new StringBuilder();
    switches.forEach((name, value) -> query.append(name).append('=').append(value).append('&'));
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/control?" + query))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IllegalArgumentException(answer.body());
    }
  }

  /** What it has. */
  JsonNode facts() throws IOException, InterruptedException {
    return json.readTree(
        client
            .send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/control"))
                    .GET()
                    .build(),
                HttpResponse.BodyHandlers.ofString())
            .body());
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
