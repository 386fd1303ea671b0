package dev.cuffline.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cuffline.gateway.access.Access;
import dev.cuffline.gateway.access.ApiToken;
import dev.cuffline.gateway.alerting.Rulings;
import dev.cuffline.gateway.audit.AuditKey;
import dev.cuffline.gateway.audit.AuditLog;
import dev.cuffline.gateway.billing.BillingDesk;
import dev.cuffline.gateway.billing.BillingRecords;
import dev.cuffline.gateway.billing.BillingRooms;
import dev.cuffline.gateway.billing.Boards;
import dev.cuffline.gateway.billing.ExportSettings;
import dev.cuffline.gateway.billing.FeeTables;
import dev.cuffline.gateway.billing.OpenDrafts;
import dev.cuffline.gateway.billing.Packets;
import dev.cuffline.gateway.billing.PatientBilling;
import dev.cuffline.gateway.billing.PayerProfiles;
import dev.cuffline.gateway.billing.PracticeAudits;
import dev.cuffline.gateway.billing.TimePreviews;
import dev.cuffline.gateway.ops.ReadinessCheck;
import dev.cuffline.gateway.registry.AlertAction;
import dev.cuffline.gateway.registry.DeviceDirectory;
import dev.cuffline.gateway.registry.Registry;
import dev.cuffline.gateway.registry.RegistryListener;
import dev.cuffline.gateway.registry.SourceDirectory;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.Work;
import dev.cuffline.gateway.web.live.LiveHub;
import dev.cuffline.rules.reading.PracticeId;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A real server on a real store, and a client that holds every answer to the OpenAPI document. */
final class ApiFixture implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-02-01T12:00:00Z");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  final SourceDirectory sources;
  final List<AlertAction> acted = new ArrayList<>();
  private final Database database;
  private final Access access;
  private final WebServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Contract contract = Contract.load();
  private final String admin;
  private Optional<String> problem = Optional.empty();

  /** An answer that was as the document says. */
  record Reply(int status, JsonNode body, HttpHeaders headers, String text) {
    String detail() {
      return body.path("detail").asText();
    }

    /** {@code /family: must be given}, one a line. */
    String errors() {
      StringBuilder lines = new StringBuilder();
      body.path("errors")
          .forEach(error ->
              lines
                  .append(error.path("pointer").asText())
                  .append(": ")
                  .append(error.path("detail").asText())
                  .append('\n'));
      return lines.toString();
    }
  }

  ApiFixture(Path folder) {
    this(folder, "127.0.0.1");
  }

  ApiFixture(Path folder, String host) {
    this.database = Database.sqlite(folder.resolve("store.db"));
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    this.sources = new SourceDirectory(database);
    this.access = Access.of(database, clock, Optional.empty());
    Registry registry =
        new Registry(database, clock, sources, new DeviceDirectory(), RegistryListener.none());
    this.admin = access.tokens().createInitial("test").join().orElseThrow();
    PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    metrics.counter("cuffline.test").increment();
    WebParts parts =
        new WebParts(
            database,
            registry,
            access,
            new AuditLog(database, key(folder), clock),
            (tx, practice, action) -> acted.add(action),
            Rulings.read(Path.of("..", "config", "alert-rules", "default.yaml"))::check,
            new NothingWaits(),
            new OneFormat(),
            new KnownEhr(registry),
            (practice, patient, asOf) ->
                patient.value().equals("p1") ? Optional.of(clocks()) : Optional.empty(),
            billing(database, clock),
            new TakesAll(),
            new LiveHub(database),
            WebPages.none(),
            () -> "{\"keys\":[]}",
            metrics,
            List.of(new ReadinessCheck("journal", () -> problem)),
            clock);
    this.server = new WebServer(new WebSettings(host, 0), parts);
  }

  private static AuditKey key(Path folder) {
    try {
      return AuditKey.ensure(folder);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static DeterminationSource.Clocks clocks() {
    LocalDate from = LocalDate.parse("2026-01-05");
    LocalDate to = LocalDate.parse("2026-02-03");
    return new DeterminationSource.Clocks(
        List.of(
            new DeterminationSource.DevicePeriod(
                from,
                to,
                List.of(from),
                List.of(new DeterminationSource.Excluded(to, "r9", "MANUAL_EXCLUDED")),
                2,
                false,
                Optional.empty())),
        List.of(
            new DeterminationSource.CareMonth(
                YearMonth.parse("2026-01"),
                1_320,
                List.of(new DeterminationSource.Uncounted("t2", 600, "NO_SUPERVISOR")),
                1)),
        List.of(
            new DeterminationSource.Determination(
                "99454",
                1,
                Optional.of(to),
                Optional.of(new DeterminationSource.Period(from, to)),
                "READY",
                List.of("DAYS_GE_16"),
                List.of("r1"),
                "2026",
                "medicare-2026",
                Optional.empty(),
                Optional.of(new BigDecimal("52.11")),
                Optional.of("medicare-2026 UNVERIFIED"),
                List.of(
                    new DeterminationSource.Document(
                        "order with its date", "PRESENT", List.of())))));
  }

  private static BillingRooms billing(Database database, Clock clock) {
    PayerProfiles payers = PayerProfiles.read(Path.of("..", "config", "payers"));
    PatientBilling billing = new PatientBilling(payers);
    FeeTables fees = FeeTables.none();
    return new BillingRooms(
        new BillingDesk(database, billing, fees, ExportSettings.DEFAULTS, clock),
        new BillingRecords(database, OpenDrafts.NONE, clock),
        new Boards(database, billing, fees, clock),
        new Packets(database, billing, fees, clock),
        new TimePreviews(database, billing),
        new PracticeAudits(database.reads(), payers));
  }

  /** Parts that answer nothing, for a server that is not to be asked. */
  static WebParts parts(Database database, Path folder) {
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    return new WebParts(
        database,
        new Registry(
            database,
            clock,
            new SourceDirectory(database),
            new DeviceDirectory(),
            RegistryListener.none()),
        Access.of(database, clock, Optional.empty()),
        new AuditLog(database, key(folder), clock),
        (tx, practice, action) -> {},
        changes -> {},
        new NothingWaits(),
        new OneFormat(),
        (practice, destination, patient, actor) -> {
          throw new IllegalArgumentException("destination must be a FHIR server");
        },
        (practice, patient, asOf) -> Optional.empty(),
        billing(database, clock),
        new TakesAll(),
        new LiveHub(database),
        WebPages.none(),
        () -> "{\"keys\":[]}",
        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
        List.of(),
        clock);
  }

  String admin() {
    return admin;
  }

  void notReady(String why) {
    problem = Optional.of(why);
  }

  String tokenFor(String practice) {
    return access
        .tokens()
        .create(new ApiToken("nurse", Optional.of(new PracticeId(practice))), "test")
        .join();
  }

  <T> T write(Work<T> work) {
    return database.writer().batch(work).join();
  }

  /** Makes practice {@code harbor} with a practitioner, and answers a token for it. */
  String harbor() {
    assertThat(
            post(
                    admin,
                    "/api/v1/practices",
                    """
                    {"id": "harbor", "name": "Harbor Clinic", "zone": "America/New_York",
                     "payerProfile": "medicare-2026"}
                    """)
                .status())
        .isEqualTo(201);
    String token = tokenFor("harbor");
    post(
        token,
        "/api/v1/practitioners",
        """
        {"id": "dr-a", "npi": "1234567893", "family": "Reed", "given": "Ann"}
        """);
    return token;
  }

  /** Makes patient {@code p1}. */
  Reply patient(String token, String id) {
    return post(
        token,
        "/api/v1/patients",
        """
        {"id": "%s", "family": "Adams", "given": "Ben", "birthDate": "1950-03-31",
         "zone": "America/New_York", "language": "en-US",
         "identifiers": [{"system": "urn:mrn", "value": "M-%s"}], "phones": ["+1 212 555 0100"],
         "caregivers": [{"name": "Cleo", "relationship": "daughter"}]}
        """
            .formatted(id, id));
  }

  Reply get(String token, String path) {
    return send(token, request(path).GET().build());
  }

  Reply post(String token, String path, String json) {
    Reply reply = send(token, "POST", path, "application/json", json);
    if (reply.status() < 300) {
      assertThat(contract.bodyViolations("POST", path.replaceAll("\\?.*", ""), tree(json)))
          .isEmpty();
    }
    return reply;
  }

  Reply put(String token, String path, String json) {
    return send(token, "PUT", path, "application/json", json);
  }

  Reply send(String token, String method, String path, String type, String body) {
    return send(
        token,
        request(path)
            .header("Content-Type", type)
            .method(method, BodyPublishers.ofString(body))
            .build());
  }

  /** Announces a body of some length, sends none of it, and reads the status line. */
  String announce(String token, String path, int length) {
    String head =
        """
        POST %s HTTP/1.1\r
        Host: localhost\r
        Authorization: Bearer %s\r
        Content-Type: application/json\r
        Content-Length: %d\r
        \r
        """
            .formatted(path, token, length);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      return new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
          .readLine();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** An answer that goes on, as it arrives. */
  InputStream stream(String token, String path) throws IOException {
    HttpRequest request = request(path).header("Authorization", "Bearer " + token).build();
    try {
      var response = client.send(request, BodyHandlers.ofInputStream());
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("content-type")).contains("text/event-stream");
      return response.body();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
  }

  private Reply send(String token, HttpRequest request) {
    HttpRequest authorised =
        token.isEmpty()
            ? request
            : HttpRequest.newBuilder(request, (name, value) -> true)
                .header("Authorization", "Bearer " + token)
                .build();
    try {
      var response = client.send(authorised, BodyHandlers.ofString());
      return checked(request, response);
    } catch (IOException fault) {
      throw new IllegalStateException(fault);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private Reply checked(HttpRequest request, java.net.http.HttpResponse<String> response) {
    String type = response.headers().firstValue("content-type").orElse("").replaceAll(";.*", "");
    String path = request.uri().getPath();
    JsonNode body =
        type.endsWith("json") ? tree(response.body()) : MAPPER.getNodeFactory().textNode("");
    if (!path.startsWith("/v1/ingest") && !path.equals("/api/openapi.json")) {
      assertThat(contract.violations(request.method(), path, response.statusCode(), type, body))
          .as(request.method() + " " + path)
          .isEmpty();
    }
    return new Reply(response.statusCode(), body, response.headers(), response.body());
  }

  static JsonNode tree(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (IOException bad) {
      return MAPPER.createObjectNode();
    }
  }

  /** Stops the server and waits for it. */
  void stopServer() {
    server.close();
  }

  @Override
  public void close() {
    // Not close, which waits for event streams to end.
    client.shutdownNow();
    // The listening thread lingers for two seconds after its last call; no test waits for it.
    Thread.ofVirtual().start(server::close);
    database.close();
  }
}
