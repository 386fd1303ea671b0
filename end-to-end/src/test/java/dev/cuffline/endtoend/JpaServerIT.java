package dev.cuffline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Predicate;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The packaged gateway against HAPI's JPA server, which is killed, turns us away, answers too late,
 * and refuses: every reading is one live Observation there afterwards (P4).
 */
final class JpaServerIT {
  private static final Logger LOG = LoggerFactory.getLogger(JpaServerIT.class);
  private static final int PER_MESSAGE = 50;
  private static final int REFUSED_SYSTOLIC = 166;
  private static final Duration STEP = Duration.ofMinutes(30);
  private static final String FORMAT = "cuffline.v1";
  private static final String WITHINGS = "withings-getmeas";

  @TempDir private Path folder;
  private final Instant start =
      Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofDays(60));
  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();

  /** What the server holds of one reading. */
  private record Held(String identifier, String patient, String status, int systolic) {
    boolean isLive() {
      return !status.equals("entered-in-error");
    }
  }

  /**
   * How often everything is done.
   *
   * @param writes how the server is written to
   * @param cuffs ordinary ones, each with as many readings as the moved and the amended one
   */
  @ParameterizedTest(name = "{0}: {1} cuffs with {2} readings each")
  @CsvSource({"put, 8, 1000", "auto, 2, 150"})
  void everyReadingIsOneLiveObservationWhateverHappensToTheServer(
      String writes, int cuffs, int each) throws Exception {
    Path database = folder.resolve("fhir").resolve("h2");
    FhirServerProcess server = FhirServerProcess.startJpa(0, database);
    try (GatewayProcess gateway =
        GatewayProcess.start(folder, "destinations:", destination(server, writes))) {
      Api api = new Api(gateway);
      api.enrolPractice();
      Instant begun = Instant.now();
      refuse(server);
      String mover = cuffOfTheFirst(api);
      String scales = api.registerDevice("cuff-w", "\"withings:w-1\"", WITHINGS);
      api.enrolPatient("p-w");
      api.assign("cuff-w", "p-w");

      sendCuff(api, 0, each, true);
      server.set(Map.of("preconditions", 2, "beforeCommit", 1));
      sendWithings(api, scales, each, 1);
      server.set(Map.of("late", 2, "lateness", 4_000));
      send(api, mover, each, false);
      api.enrolPatient("p-m2");
      move(api);
      server.set(Map.of("afterCommit", 3, "down", 2_000));
      for (int cuff = 1; cuff < cuffs / 2; cuff++) {
        sendCuff(api, cuff, each, false);
      }
      server.kill();
      for (int cuff = Math.max(1, cuffs / 2); cuff < cuffs; cuff++) {
        sendCuff(api, cuff, each, false);
      }
      sendWithings(api, scales, each / 2, 2);
      server = FhirServerProcess.startJpa(server.port(), database);
      refuse(server);
      server.set(Map.of("afterCommit", 2, "preconditions", 1));
      api.awaitSettled();

      LOG.atInfo()
          .addKeyValue("writes", writes)
          .addKeyValue("readings", (cuffs + 2) * each)
          .addKeyValue("millis", Duration.between(begun, Instant.now()).toMillis())
          .log("Delivered to a JPA server through every fault");
      assertHeld(held(server), api, cuffs, each);
    } finally {
      server.close();
    }
  }

  private static String destination(FhirServerProcess server, String writes) {
    return """
      - {name: ehr, type: fhir, url: "%s", from: beginning, batch: 100, writes: %s,
         requestTimeout: 3s, resources: "Device,Observation"}
    """
        .formatted(server.base(), writes)
        .stripTrailing();
  }

  private static void refuse(FhirServerProcess server) throws Exception {
    server.set(Map.of("refuse", REFUSED_SYSTOLIC));
  }

  private static String cuffOfTheFirst(Api api) throws Exception {
    api.enrolPatient("p-m1");
    String secret = api.registerCuff("cuff-m", "", FORMAT);
    api.post(
        "/assignments",
        """
        {"id":"a-m","device":"cuff-m","patient":"p-m1","from":"2025-01-01T00:00:00Z"}
        """);
    return secret;
  }

  /** It was the other patient's from the beginning. */
  private static void move(Api api) throws Exception {
    api.put(
        "/assignments/a-m",
        """
        {"device":"cuff-m","patient":"p-m2","from":"2025-01-01T00:00:00Z"}
        """);
  }

  private void sendCuff(Api api, int number, int readings, boolean someRefused) throws Exception {
    send(
        api,
        api.enrolPatientWithCuff("p" + number, "cuff-" + number, "", FORMAT),
        readings,
        someRefused);
  }

  /** Pressures without pulse: one Observation each. Every hundredth may be one that is refused. */
  private void send(Api api, String secret, int readings, boolean someRefused) throws Exception {
    for (int first = 0; first < readings; first += PER_MESSAGE) {
      StringJoiner message = new StringJoiner(",", "{\"readings\":[", "]}");
      for (int i = first; i < first + PER_MESSAGE; i++) {
        message.add(
            "{\"measuredAt\":\"%s\",\"systolic\":%d,\"diastolic\":80}"
                .formatted(
                    start.plus(STEP.multipliedBy(i)),
                    someRefused && i % 100 == 99 ? REFUSED_SYSTOLIC : 121));
      }
      ingest(api, FORMAT, secret, message.toString());
    }
  }

  private void sendWithings(Api api, String secret, int readings, int version) throws Exception {
    for (int first = 0; first < readings; first += PER_MESSAGE) {
      StringJoiner groups =
          new StringJoiner(
              ",",
              "{\"status\":0,\"body\":{\"timezone\":\"America/New_York\",\"measuregrps\":[",
              "]}}");
      for (int i = first; i < Math.min(first + PER_MESSAGE, readings); i++) {
        long at = start.plus(STEP.multipliedBy(i)).getEpochSecond();
        groups.add(
            """
            {"grpid":%d,"attrib":0,"date":%d,"created":%d,"modified":%d,"category":1,
             "deviceid":"w-1","measures":[{"value":80,"type":9,"unit":0},
             {"value":%d,"type":10,"unit":0}]}
            """
                .formatted(i + 1, at, at, at + version, 120 + version));
      }
      ingest(api, WITHINGS, secret, groups.toString());
    }
  }

  private static void ingest(Api api, String format, String secret, String body) throws Exception {
    HttpResponse<String> answer = api.ingest(format, secret, body.getBytes(StandardCharsets.UTF_8));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
  }

  private void assertHeld(List<Held> held, Api api, int cuffs, int each) throws Exception {
    int refused = each / 100;
    List<Held> live = held.stream().filter(Held::isLive).toList();
    assertThat(live.stream().map(Held::identifier).distinct().count())
        .as("no reading twice")
        .isEqualTo(live.size());
    assertThat(live).as("every reading that was not refused").hasSize((cuffs + 2) * each - refused);
    assertThat(count(live, h -> h.patient().equals("Patient/p0"))).isEqualTo(each - refused);
    assertThat(count(live, h -> h.patient().equals("Patient/p-m1"))).isZero();
    assertThat(count(live, h -> h.patient().equals("Patient/p-m2"))).isEqualTo(each);
    assertThat(count(live, h -> h.patient().equals("Patient/p-w") && h.systolic() == 122))
        .as("the newest version of what was amended")
        .isEqualTo(each / 2);
    assertThat(count(live, h -> h.patient().equals("Patient/p-w") && h.systolic() == 121))
        .isEqualTo(each - each / 2);
    assertThat(held.stream().filter(h -> !h.isLive()))
        .allMatch(h -> h.patient().equals("Patient/p-m1"));

    List<JsonNode> parked = api.all("/parked?destination=ehr");
    assertThat(parked).as("what was refused, and nothing else").hasSize(refused);
    assertThat(parked)
        .allMatch(entry -> entry.path("reason").asText().contains("a value that this server"));
  }

  private static long count(List<Held> held, Predicate<Held> wanted) {
    return held.stream().filter(wanted).count();
  }

  /** Every Observation of the server, page by page. */
  private List<Held> held(FhirServerProcess server) throws IOException, InterruptedException {
    Map<String, Held> byId = new HashMap<>();
    String next = server.base() + "/Observation?_count=1000&_sort=_id";
    while (!next.isEmpty()) {
      JsonNode page =
          json.readTree(
              client
                  .send(
                      HttpRequest.newBuilder(URI.create(next.replace("|", "%7C"))).build(),
                      HttpResponse.BodyHandlers.ofString())
                  .body());
      for (JsonNode entry : page.path("entry")) {
        JsonNode observation = entry.path("resource");
        byId.put(observation.path("id").asText(), held(observation));
      }
      next = "";
      for (JsonNode link : page.path("link")) {
        if (link.path("relation").asText().equals("next")) {
          next = link.path("url").asText();
        }
      }
    }
    return new ArrayList<>(byId.values());
  }

  private static Held held(JsonNode observation) {
    return new Held(
        observation.at("/identifier/0/value").asText(),
        observation.at("/subject/reference").asText(),
        observation.path("status").asText(),
        observation.at("/component/0/valueQuantity/value").asInt());
  }
}
