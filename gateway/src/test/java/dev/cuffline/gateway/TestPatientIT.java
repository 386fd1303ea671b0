package dev.cuffline.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A patient for trying things out, beside a real one, in a running gateway. */
final class TestPatientIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private PageWorld world;
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void start() throws IOException {
    world = new PageWorld(folder);
    world.enrol("p-real", "Adams");
    world.enrol("p-test", "Baker");
  }

  @AfterEach
  void stop() {
    world.close();
    client.close();
  }

  private HttpResponse<String> call(String method, String path)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(world.address() + "/api/v1" + path + "?practice=harbor"))
            .header("Authorization", "Bearer " + world.adminToken())
            .header("Content-Type", "application/json")
            .method(
                method,
                method.equals("GET")
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString("{}"))
            .build(),
        BodyHandlers.ofString());
  }

  private JsonNode items(String path) throws IOException, InterruptedException {
    return JSON.readTree(call("GET", path).body()).path("items");
  }

  private void crisis(String patient) throws IOException, InterruptedException {
    world.publish("cuff-" + patient, PageWorld.NOW.minusSeconds(60), 214, 128, "");
    world.settle();
  }

  @Test
  void whatIsSentSaysThatNobodyIsBehindIt() throws IOException, InterruptedException {
    assertThat(call("POST", "/patients/p-test/test").statusCode()).isEqualTo(200);
    crisis("p-real");
    crisis("p-test");

    assertThat(sent("Patient/p-test"))
        .isNotEmpty()
        .anyMatch(line -> line.contains("DetectedIssue"))
        .allMatch(line -> line.contains("\"code\":\"HTEST\""));
    assertThat(sent("Patient/p-real")).isNotEmpty().noneMatch(line -> line.contains("HTEST"));
    assertThat(items("/test-patients").toString()).isEqualTo("[{\"patient\":\"p-test\"}]");
  }

  private List<String> sent(String patient) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder.resolve("data/fhir"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.readAllLines(file).stream()
            .filter(line -> line.contains('"' + patient + '"'))
            .forEach(lines::add);
      }
    }
    return lines;
  }

  @Test
  void anAlertIsSeenAndPagesNobody() throws IOException, InterruptedException, SQLException {
    call("POST", "/patients/p-test/test");
    crisis("p-real");
    crisis("p-test");

    assertThat(items("/patients/p-real/alerts").at("/0/pages").asBoolean()).isTrue();
    assertThat(items("/patients/p-test/alerts")).hasSize(1);
    assertThat(items("/patients/p-test/alerts").at("/0/pages").asBoolean()).isFalse();
    assertThat(notices("p-real")).isEqualTo(1);
    assertThat(notices("p-test")).isZero();
  }

  private int notices(String patient) throws SQLException {
    try (var store =
            DriverManager.getConnection(
                "jdbc:sqlite:" + folder.resolve("data").resolve(Stores.FILE));
        var statement =
            store.prepareStatement(
                "SELECT COUNT(*) FROM notice n JOIN alert a ON a.id = n.alert_id"
                    + " WHERE a.patient_id = ?")) {
      statement.setString(1, patient);
      return statement.executeQuery().getInt(1);
    }
  }

  @Test
  void nothingIsBilled() throws IOException, InterruptedException {
    call("POST", "/patients/p-test/test");
    for (String patient : List.of("p-real", "p-test")) {
      world.history(patient);
      world.logTime(patient);
    }

    assertThat(items("/patients/p-real/determinations"))
        .anyMatch(line -> line.path("units").asInt() > 0);
    assertThat(items("/patients/p-test/determinations"))
        .isNotEmpty()
        .allMatch(line -> line.path("units").asInt() == 0)
        .allMatch(line -> line.path("status").asText().equals("BLOCKED"))
        .allMatch(line -> line.path("reasons").toString().equals("[\"TEST_PATIENT\"]"));
    assertThat(items("/patients/p-test/device-periods").at("/0/dataDays"))
        .as("the clocks themselves run as for anybody")
        .hasSize(12);
  }

  @Test
  void whoeverHasReadingsIsRealForGood() throws IOException, InterruptedException {
    crisis("p-real");

    HttpResponse<String> refused = call("POST", "/patients/p-real/test");

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("has readings already; register a new patient for tests");
    assertThat(call("POST", "/patients/p-nobody/test").statusCode()).isEqualTo(404);
  }
}
