package dev.cuffline.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A FHIR server of the module fhir-servers as a child process. */
final class FhirServerProcess implements AutoCloseable {
  private static final Path MODULE =
      Installation.REPOSITORY.resolve("end-to-end/fhir-servers/target");

  private final Process process;
  private final int port;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();

  private FhirServerProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts HAPI's plain server on a free port and returns when it listens. */
  static FhirServerProcess start() throws IOException {
    return start("PlainFhirServer", "-Xmx256m", "0");
  }

  /**
   * Starts HAPI's JPA server and returns when it listens, some 15 seconds later.
   *
   * @param port 0 for any
   * @param database file without its ending; what is there stays there
   */
  static FhirServerProcess startJpa(int port, Path database) throws IOException {
    return start("JpaFhirServer", "-Xmx1g", Integer.toString(port), database.toString());
  }

  private static FhirServerProcess start(String server, String memory, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(memory);
    command.add("-cp");
    command.add(
        MODULE.resolve("classes")
            + File.pathSeparator
            + Files.readString(MODULE.resolve("class-path")));
    command.add("dev.cuffline.fhirserver." + server);
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("ready ")) {
        Thread.ofPlatform().daemon().start(() -> lines.lines().forEach(_ -> {}));
        return new FhirServerProcess(process, Integer.parseInt(line.substring(6)));
      }
    }
    throw new IOException("the FHIR server ended before it listened");
  }

  /** Its port, to start it again on. */
  int port() {
    return port;
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

  /** SIGKILL; what it has stored stays in its database. */
  void kill() {
    close();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
