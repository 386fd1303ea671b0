package dev.cuffline.gateway;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.cuffline.gateway.registry.Activity;
import dev.cuffline.gateway.registry.Consent;
import dev.cuffline.gateway.registry.ConsentMethod;
import dev.cuffline.gateway.registry.Contact;
import dev.cuffline.gateway.registry.Device;
import dev.cuffline.gateway.registry.DeviceAssignment;
import dev.cuffline.gateway.registry.Enrolment;
import dev.cuffline.gateway.registry.Modality;
import dev.cuffline.gateway.registry.Mode;
import dev.cuffline.gateway.registry.Npi;
import dev.cuffline.gateway.registry.Order;
import dev.cuffline.gateway.registry.Participant;
import dev.cuffline.gateway.registry.Patient;
import dev.cuffline.gateway.registry.Practice;
import dev.cuffline.gateway.registry.Practitioner;
import dev.cuffline.gateway.registry.Registry;
import dev.cuffline.gateway.registry.Role;
import dev.cuffline.gateway.registry.ServiceLine;
import dev.cuffline.gateway.registry.SetUp;
import dev.cuffline.gateway.registry.Staff;
import dev.cuffline.gateway.registry.Supervision;
import dev.cuffline.gateway.registry.TimeEntryDraft;
import dev.cuffline.gateway.registry.TimeSpent;
import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import dev.cuffline.rules.reading.RegulatoryStatus;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real gateway whose now stands still, with people and cuffs, for tests of what pages show. */
final class PageWorld implements AutoCloseable {
  /** 08:00 in New York. */
  static final Instant NOW = Instant.parse("2026-01-31T13:00:00Z");

  static final PracticeId PRACTICE = new PracticeId("harbor");
  private static final ZoneId ZONE = ZoneId.of("America/New_York");
  private static final LocalDate SINCE = LocalDate.of(2026, 1, 2);
  private static final String ACTOR = "test";
  private static final String OWN = "a boat of its own";
  private static final Pattern PASSWORD = Pattern.compile("\"password\":\\s*\"([^\"]+)\"");
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

  private final Gateway gateway;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, String> secrets = new HashMap<>();

  PageWorld(Path folder) throws IOException {
    this(folder, "");
  }

  /** With a clock of the test's own. */
  PageWorld(Path folder, Clock clock) throws IOException {
    this(folder, "", clock);
  }

  /** One with settings of its own beside the usual ones, as YAML. */
  PageWorld(Path folder, String settings) throws IOException {
    this(folder, settings, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private PageWorld(Path folder, String settings, Clock clock) throws IOException {
    Path file = folder.resolve("cuffline.yaml");
    Path config = HOME.resolve("config");
    Files.writeString(
        file,
        """
        alertRules: %s/alert-rules/default.yaml
        payers: %s/payers
        fees: %s/fees
        formats: %s/formats
        """
                .formatted(config, config, config, config)
            + settings);
    Configuration configuration =
        new ConfigurationLoader(
                Map.of(
                    "CUFFLINE_DATA_FOLDER", folder.resolve("data").toString(),
                    "CUFFLINE_HTTP_PORT", "0",
                    "CUFFLINE_MQTT_PORT", "0"),
                HOME)
            .load(file)
            .configuration();
    gateway = Gateway.start(configuration, clock);
    Registry registry = gateway.registry();
    registry
        .save(new Practice(PRACTICE, "Harbor Clinic", ZONE, "medicare-2026"), Mode.CREATE, ACTOR)
        .join();
    registry
        .save(
            PRACTICE,
            new Practitioner("dr-a", new Npi("1234567893"), "Reed", "Ann"),
            Mode.CREATE,
            ACTOR)
        .join();
    registry
        .save(
            PRACTICE,
            new Staff("rn-a", "Cleo Nurse", Role.CLINICAL_STAFF, Optional.of("RN")),
            Mode.CREATE,
            ACTOR)
        .join();
    registry
        .save(
            PRACTICE, new Supervision("rn-a", "dr-a", SINCE, Optional.empty()), Mode.CREATE, ACTOR)
        .join();
  }

  Registry registry() {
    return gateway.registry();
  }

  String address() {
    return "http://127.0.0.1:" + gateway.httpPort();
  }

  String adminToken() throws IOException {
    return Files.readString(AdminToken.file(gateway.folder().path())).strip();
  }

  /** Signs the administrator in with a browser. */
  void signIn(Page page) throws IOException {
    page.navigate(address() + "/login");
    page.locator("#token").fill(adminToken());
    page.locator("button.primary").click();
    PlaywrightAssertions.assertThat(page.locator("h1")).hasText("Work list");
  }

  /**
   * Makes an account at the practice, signs it in and chooses a password of its own.
   *
   * @param staff whose account it is, as id of a member of staff or a practitioner
   */
  void signInAs(Page page, String name, String role, String staff)
      throws IOException, InterruptedException {
    String body =
        """
        {"name": "%s", "displayName": "%s Example", "role": "%s", "practice": "harbor",
         "staff": "%s"}
        """
            .formatted(name, name, role, staff);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address() + "/api/v1/accounts"))
            .header("Authorization", "Bearer " + adminToken())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    String answer = client.send(request, BodyHandlers.ofString()).body();
    Matcher oneTime = PASSWORD.matcher(answer);
    if (!oneTime.find()) {
      throw new IllegalStateException(answer);
    }
    page.navigate(address() + "/login");
    page.locator("#name").fill(name);
    page.locator("#password").fill(oneTime.group(1));
    page.locator("button.primary").click();
    page.locator("#current").fill(oneTime.group(1));
    page.locator("#password").fill(OWN);
    page.locator("#again").fill(OWN);
    page.locator("button.primary").click();
    PlaywrightAssertions.assertThat(page.locator("h1")).hasText("Work list");
  }

  /** Enrols a patient with a cuff of the same id. */
  void enrol(String id, String family) {
    enrol(id, family, "Ben");
  }

  /** The same with a given name of its own. */
  void enrol(String id, String family, String given) {
    Registry registry = gateway.registry();
    PatientId patient = new PatientId(id);
    registry
        .save(
            PRACTICE,
            new Patient(
                patient,
                family,
                given,
                LocalDate.of(1950, 3, 31),
                ZONE,
                Optional.empty(),
                List.of(),
                List.of(),
                List.of()),
            Mode.CREATE,
            ACTOR)
        .join();
    cuff("cuff-" + id);
    registry
        .save(
            PRACTICE,
            new Enrolment(
                "e-" + id,
                patient,
                "dr-a",
                "medicare-2026",
                List.of("I10"),
                new Order(Optional.of(SINCE), Optional.empty(), 1),
                new Consent(
                    Optional.of(SINCE), Optional.of(ConsentMethod.VERBAL), true, Optional.empty()),
                true,
                Optional.empty(),
                new SetUp(Optional.of(SINCE), true),
                SINCE,
                Optional.empty()),
            Mode.CREATE,
            ACTOR)
        .join();
    registry
        .assign(
            PRACTICE,
            new DeviceAssignment(
                registry.newId(),
                new DeviceId("cuff-" + id),
                Optional.empty(),
                patient,
                SINCE.atStartOfDay(ZONE).toInstant(),
                Optional.empty()),
            Mode.CREATE,
            ACTOR)
        .join();
  }

  /** Registers a cuff that is nobody's. */
  void cuff(String id) {
    Device device =
        new Device(
            new DeviceId(id), List.of(), "cuffline.v1", RegulatoryStatus.FDA, "Example", "One");
    secrets.put(
        id,
        gateway
            .registry()
            .save(PRACTICE, device, true, Mode.CREATE, ACTOR)
            .join()
            .secret()
            .orElseThrow()
            .secret());
  }

  /** Makes a login for a hub or a vendor's service of a practice. */
  void source(PracticeId practice, String id) {
    secrets.put(id, gateway.registry().createSource(practice, id, ACTOR).join().secret());
  }

  /** Another practice, with nobody in it. */
  PracticeId practice(String id, String name) {
    PracticeId practice = new PracticeId(id);
    gateway
        .registry()
        .save(new Practice(practice, name, ZONE, "medicare-2026"), Mode.CREATE, ACTOR)
        .join();
    return practice;
  }

  Gateway gateway() {
    return gateway;
  }

  /** Sends anything over HTTP in a format. */
  void send(String source, String format, String body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address() + "/v1/ingest/" + format))
            .header("Authorization", "Bearer " + secrets.get(source))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    int status = client.send(request, BodyHandlers.ofString()).statusCode();
    if (status != 202) {
      throw new IllegalStateException("the gateway answered " + status);
    }
  }

  /** Publishes over HTTP, as a bridge does. */
  void publish(String cuff, Instant at, int systolic, int diastolic, String more)
      throws IOException, InterruptedException {
    String body =
        "{\"measuredAt\": \"%s\", \"systolic\": %d, \"diastolic\": %d, \"pulse\": 71%s}"
            .formatted(at, systolic, diastolic, more);
    send(cuff, "cuffline.v1", body);
  }

  /** Twelve data-days and one reading by hand in a period from 5 January to 3 February. */
  void history(String id) throws IOException, InterruptedException {
    Instant first = LocalDate.of(2026, 1, 5).atTime(8, 0).atZone(ZONE).toInstant();
    for (int day = 0; day < 12; day++) {
      publish("cuff-" + id, first.plusSeconds(day * 86_400L), 122, 78, "");
    }
    publish("cuff-" + id, first.plusSeconds(15 * 86_400L), 124, 80, ", \"entry\": \"manual\"");
    gateway.settle();
  }

  /** Logs a conversation of 12 minutes on 20 January. */
  void logCall(String id) {
    Instant start = Instant.parse("2026-01-20T15:00:00Z");
    gateway
        .registry()
        .log(
            PRACTICE,
            new TimeEntryDraft(
                Optional.empty(),
                new PatientId(id),
                new TimeSpent.Interval(start, start.plusSeconds(720)),
                "rn-a",
                Optional.of("dr-a"),
                Optional.of("dr-a"),
                ServiceLine.RPM,
                Activity.CALL,
                List.of("readings-of-the-month"),
                "Spoke about the evening dose and agreed on a second look in two weeks",
                List.of(
                    new Contact(
                        start, start.plusSeconds(700), Modality.AUDIO, Participant.PATIENT))),
            ACTOR)
        .join();
  }

  /** Logs 17 min 50 s of review in January, without any contact. */
  void logTime(String id) {
    Instant start = Instant.parse("2026-01-12T15:00:00Z");
    gateway
        .registry()
        .log(
            PRACTICE,
            new TimeEntryDraft(
                Optional.empty(),
                new PatientId(id),
                new TimeSpent.Interval(start, start.plusSeconds(1_070)),
                "rn-a",
                Optional.of("dr-a"),
                Optional.of("dr-a"),
                ServiceLine.RPM,
                Activity.REVIEW,
                List.of("readings-of-the-month"),
                "Reviewed the readings and planned a call",
                List.of()),
            ACTOR)
        .join();
  }

  void settle() {
    gateway.settle();
  }

  @Override
  public void close() {
    client.close();
    gateway.close();
  }
}
