package dev.cuffline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Calls a gateway's HTTP as any client would. */
final class Api {
  private static final String PRACTICE = "practice=main-street";

  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private final String root;
  private final String token;

  Api(GatewayProcess gateway) throws IOException {
    this.root = "http://127.0.0.1:" + gateway.httpPort();
    this.token = gateway.adminToken();
  }

  /** Makes a practice with a doctor. */
  void enrolPractice() throws IOException, InterruptedException {
    post(
        "/practices",
        """
        {"id":"main-street","name":"M","zone":"America/New_York","payerProfile":"medicare-2026"}
        """);
    post(
        "/practitioners",
        "{\"id\":\"dr-a\",\"npi\":\"1234567893\",\"family\":\"A\",\"given\":\"B\"}");
  }

  /** Enrols a patient with a cuff since 2025-01-01 and returns the cuff's secret. */
  String enrolPatientWithCuff(String patient, String cuff, String imei, String format)
      throws IOException, InterruptedException {
    enrolPatient(patient);
    String secret = registerCuff(cuff, imei, format);
    assign(cuff, patient);
    return secret;
  }

  void enrolPatient(String patient) throws IOException, InterruptedException {
    post(
        "/patients",
        """
        {"id":"%s","family":"F","given":"G","birthDate":"1950-01-01","zone":"America/New_York"}
        """
            .formatted(patient));
    post(
        "/enrolments",
        """
        {"id":"e-%s","patient":"%s","practitioner":"dr-a","payerProfile":"medicare-2026",
         "diagnoses":["I10"],"order":{"on":"2025-01-01"},
         "consent":{"on":"2025-01-01","method":"VERBAL","costShare":true},
         "establishedPatient":true,"startedOn":"2025-01-01"}
        """
            .formatted(patient, patient));
  }

  /** A cuff on file that nobody holds; an empty IMEI for one known by its login alone. */
  String registerCuff(String cuff, String imei, String format)
      throws IOException, InterruptedException {
    String keys = imei.isEmpty() ? "" : "\"imei:" + imei + "\"";
    return post(
            "/devices",
            """
            {"id":"%s","keys":[%s],"format":"%s","regulatoryStatus":"FDA"}
            """
                .formatted(cuff, keys, format))
        .path("login")
        .path("secret")
        .asText();
  }

  void assign(String cuff, String patient) throws IOException, InterruptedException {
    post(
        "/assignments",
        """
        {"device":"%s","patient":"%s","from":"2025-01-01T00:00:00Z"}
        """
            .formatted(cuff, patient));
  }

  JsonNode post(String path, String body) throws IOException, InterruptedException {
    return send("POST", path, body);
  }

  JsonNode put(String path, String body) throws IOException, InterruptedException {
    return send("PUT", path, body);
  }

  private JsonNode send(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(
            request(path).method(method, HttpRequest.BodyPublishers.ofString(body)).build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
    return json.readTree(answer.body());
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json.readTree(answer.body());
  }

  /** All items of a list, page by page. */
  List<JsonNode> all(String path) throws IOException, InterruptedException {
    List<JsonNode> items = new ArrayList<>();
    String cursor = "";
    do {
      String join = path.contains("?") ? "&" : "?";
      JsonNode page =
          get(path + join + "limit=1000" + (cursor.isEmpty() ? "" : "&after=" + cursor));
      page.path("items").forEach(items::add);
      cursor = page.path("next").asText("");
    } while (!cursor.isEmpty() && !cursor.equals("null"));
    return items;
  }

  private HttpRequest.Builder request(String path) {
    String join = path.contains("?") ? "&" : "?";
    return HttpRequest.newBuilder(URI.create(root + "/api/v1" + path + join + PRACTICE))
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json");
  }

  /** One transmission by HTTP, with a device's secret. */
  HttpResponse<String> ingest(String format, String secret, byte[] body)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(root + "/v1/ingest/" + format))
            .header("Authorization", "Bearer " + secret)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** Registers a device under any keys, each {@code "kind:value"} in quotes, with a login. */
  String registerDevice(String id, String keys, String format)
      throws IOException, InterruptedException {
    return post(
            "/devices",
            """
            {"id":"%s","keys":[%s],"format":"%s","regulatoryStatus":"FDA"}
            """
                .formatted(id, keys, format))
        .path("login")
        .path("secret")
        .asText();
  }

  /** The dates that count for a patient, over all device periods. */
  SortedSet<String> dataDays(String patient) throws IOException, InterruptedException {
    SortedSet<String> days = new TreeSet<>();
    for (JsonNode period : all("/patients/" + patient + "/device-periods")) {
      period.path("dataDays").forEach(day -> days.add(day.asText()));
    }
    return days;
  }

  /** The status of {@code /health/ready}. */
  int readiness() throws IOException, InterruptedException {
    return plain("/health/ready").statusCode();
  }

  /** All metrics of one moment. */
  Metrics metrics() throws IOException, InterruptedException {
    return Metrics.parse(plain("/metrics").body());
  }

  /** The metrics once everything durable is judged, and then everything judged is delivered. */
  Metrics awaitSettled() throws Exception {
    awaitNone("cuffline_transmissions_waiting");
    return awaitNone("cuffline_delivery_waiting");
  }

  private Metrics awaitNone(String metric) throws Exception {
    return Eventually.get("the end of " + metric, this::metrics, now -> now.sum(metric) == 0);
  }

  private HttpResponse<String> plain(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(root + path)).GET().build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
