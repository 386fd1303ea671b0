package dev.cuffline.gateway.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * Enrols what is simulated at a running gateway, through its API, as a practice's program would.
 */
public final class ApiEnrolment {
  private static final int ROWS_A_FILE = 500;
  private static final int CONFLICT = 409;

  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private final String root;
  private final String token;
  private final String practice;

  /**
   * Calls nobody yet.
   *
   * @param gateway for example {@code http://127.0.0.1:8080}
   */
  public ApiEnrolment(URI gateway, String token, String practice) {
    this.root = gateway.toString().replaceAll("/$", "") + "/api/v1";
    this.token = token;
    this.practice = practice;
  }

  /**
   * Enrols patients with their cuffs, and the practice when it is not there.
   *
   * @param since ordered, consented and assigned from this date on
   * @param credentials receives the secrets of new logins; cuffs that were there keep theirs
   */
  public void enrol(
      List<EnrolmentFiles.Row> rows,
      PayloadEncoder format,
      LocalDate since,
      Credentials credentials)
      throws IOException {
    ZoneId zone = rows.getFirst().cuff().zone();
    make(
        "/practices",
        "{\"id\":\"%s\",\"name\":\"Simulated\",\"zone\":\"%s\",\"payerProfile\":\"medicare-2026\"}"
            .formatted(practice, zone));
    make(
        "/practitioners",
        "{\"id\":\"sim-dr\",\"npi\":\"1234567893\",\"family\":\"Simulated\",\"given\":\"Doctor\"}");
    for (int from = 0; from < rows.size(); from += ROWS_A_FILE) {
      List<EnrolmentFiles.Row> part = rows.subList(from, Math.min(rows.size(), from + ROWS_A_FILE));
      load("patients", EnrolmentFiles.patients(part));
      load("devices", EnrolmentFiles.devices(part, format, true))
          .path("secrets")
          .forEach(
              made -> credentials.put(made.path("source").asText(), made.path("secret").asText()));
      load("enrolments", EnrolmentFiles.enrolments(part, "sim-dr", since));
      load("assignments", EnrolmentFiles.assignments(part, since));
    }
  }

  private void make(String path, String body) throws IOException {
    HttpResponse<String> answer = post(path, "application/json", body);
    if (answer.statusCode() != CONFLICT) {
      requireGood(path, answer);
    }
  }

  private JsonNode load(String kind, String csv) throws IOException {
    HttpResponse<String> answer = post("/import/" + kind, "text/csv; charset=utf-8", csv);
    requireGood("/import/" + kind, answer);
    return json.readTree(answer.body());
  }

  private static void requireGood(String path, HttpResponse<String> answer) throws IOException {
    if (answer.statusCode() >= 300) {
      throw new IOException(
          "the gateway answered %d to %s: %s".formatted(answer.statusCode(), path, answer.body()));
    }
  }

  private HttpResponse<String> post(String path, String type, String body) throws IOException {
    String query = "?practice=" + URLEncoder.encode(practice, StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(root + path + query))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    } catch (IOException fault) {
      throw new IOException("no gateway answers at " + root, fault);
    }
  }
}
