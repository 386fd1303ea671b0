package dev.cuffline.gateway.delivery.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import dev.cuffline.fhir.FhirJson;
import dev.cuffline.fhir.ResourceIds;
import dev.cuffline.gateway.delivery.Fault;
import dev.cuffline.gateway.delivery.FhirResources;
import dev.cuffline.gateway.delivery.HandDelivery;
import dev.cuffline.gateway.delivery.Manner;
import dev.cuffline.gateway.delivery.OnRequest;
import dev.cuffline.gateway.delivery.ParkedEntries;
import dev.cuffline.gateway.intake.Cuff;
import dev.cuffline.gateway.intake.TestGateway;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.Outbox;
import dev.cuffline.gateway.store.TestDatabases;
import dev.cuffline.rules.reading.DeviceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is sent to a FHIR server, how, and what its answers mean. */
final class FhirDestinationIT {
  private static final FhirJson JSON = new FhirJson();
  private static final Instant EARLIER = TestGateway.START.minus(Duration.ofHours(2));

  @TempDir private Path folder;
  private Database database;
  private TestGateway gateway;
  private FakeFhirServer server;
  private Duration patience = Duration.ofSeconds(20);

  @BeforeAll
  static void warmUp() {
    JSON.warmUp();
  }

  @BeforeEach
  void start() {
    database = TestDatabases.sqlite(folder);
    gateway = new TestGateway(database);
    gateway.people().usual("p-1", "cuff-1");
    gateway.people().patient("p-2").enrol("p-2").cuff("cuff-2").assign("cuff-2", "p-2");
    server = new FakeFhirServer();
  }

  @AfterEach
  void stop() {
    server.close();
    gateway.close();
    database.close();
  }

  private FhirSettings settings(Credentials credentials) {
    FhirSettings usual = FhirSettings.usual(server.base());
    return new FhirSettings(
        usual.base(),
        credentials,
        usual.connectTimeout(),
        patience,
        300,
        usual.inFlight(),
        usual.writes());
  }

  private HandDelivery delivery() {
    return delivery(new Credentials.None());
  }

  private HandDelivery delivery(Credentials credentials) {
    return new HandDelivery(
        TestGateway.DESTINATION,
        new FhirDestination(settings(credentials), JSON, gateway.clock()),
        database,
        new FhirResources(gateway.identity(), JSON),
        gateway.clock());
  }

  private void measure(String cuff, int count) {
    for (int minute = 0; minute < count; minute++) {
      gateway.judged(cuff, Cuff.reading(EARLIER.plusSeconds(minute * 60L), 110 + minute, 80));
    }
  }

  private void requeue() {
    gateway
        .ledger()
        .plant(
            """
            INSERT INTO outbox (destination, practice_id, subject_kind, subject_id, queued_at)
            SELECT 'files', practice_id, 'reading', reading_id, 0 FROM reading
            """);
  }

  /** Says what the server can do. */
  private void able(String carriage, String strategy) {
    server.can =
        new FakeFhirServer.Can(
            carriage == null ? "" : carriage,
            strategy.equals("update"),
            strategy.equals("conditional"));
  }

  private String reason() {
    return database.read(session ->
        session.first("SELECT reason FROM parked", row -> row.text("reason")).orElse(""));
  }

  @ParameterizedTest
  @CsvSource({
    "transaction, update",
    "transaction, conditional",
    "transaction, search",
    "batch, update",
    "batch, conditional",
    "batch, search",
    ", update",
    ", conditional",
    ", search"
  })
  void eachResourceIsThereOnceAndCurrentHoweverTheServerTakesIt(String carriage, String strategy) {
    able(carriage, strategy);
    measure("cuff-1", 3);
    try (HandDelivery delivery = delivery()) {
      delivery.drain();
      gateway.ledger().plant("UPDATE reading SET version = 2, status = 'AMENDED'");
      requeue();
      delivery.drain();
      gateway.ledger().plant("DELETE FROM delivered");
      gateway.ledger().plant("UPDATE reading SET version = 3, status = 'ENTERED_IN_ERROR'");
      requeue();
      delivery.drain();
    } catch (IOException fault) {
      throw new AssertionError(fault);
    }

    assertThat(server.ids("Device")).hasSize(1);
    assertThat(server.current("Observation"))
        .hasSize(6)
        .allSatisfy(observation -> {
          assertThat(observation.path("status").asText()).isEqualTo("entered-in-error");
          assertThat(observation.path("device").path("reference").asText())
              .isEqualTo("Device/" + server.ids("Device").getFirst());
          assertThat(server.ids("Observation")).contains(observation.path("id").asText());
        });
    assertThat(gateway.ledger().count("outbox")).isZero();
    assertThat(gateway.ledger().count("parked")).isZero();
  }

  @ParameterizedTest
  @CsvSource({"transaction, update", "transaction, conditional", "batch, update", ", search"})
  void anAnswerThatIsLostAfterTheCommitDoublesNothing(String carriage, String strategy)
      throws IOException {
    able(carriage, strategy);
    measure("cuff-1", 3);
    server.afterwards.add(HttpResponse.of(HttpStatus.GATEWAY_TIMEOUT));

    try (HandDelivery delivery = delivery()) {
      assertThat(delivery.carryNext()).isPresent();
      delivery.drain();
    }

    assertThat(server.ids("Device")).hasSize(1);
    assertThat(server.ids("Observation")).hasSize(6);
    assertThat(gateway.ledger().count("outbox")).isZero();
  }

  @Test
  void valuesKeepTheirDigitsWhereTheServerGivesTheIds() throws IOException {
    able("transaction", "conditional");
    gateway.judged(
        "cuff-1", "{\"measuredAt\":\"" + EARLIER + "\",\"systolic\":126.10,\"diastolic\":80}");

    try (HandDelivery delivery = delivery()) {
      delivery.drain();
    }

    assertThat(server.seen.getLast().body()).contains("126.10");
  }

  @Test
  void aConditionIsPercentEncoded() throws IOException {
    able("transaction", "conditional");
    measure("cuff-1", 1);

    try (HandDelivery delivery = delivery()) {
      delivery.drain();
    }

    assertThat(server.seen.getLast().body())
        .contains("\"ifNoneExist\":\"identifier=urn%3Acuffline%2Fobservation-key%7Co");
  }

  @ParameterizedTest
  @CsvSource({"transaction", "batch", "''"})
  void aRefusedBundleIsHalvedUntilTheCulpritStandsAlone(String carriage) throws IOException {
    able(carriage, "update");
    measure("cuff-1", 50);
    measure("cuff-2", 50);
    server.refused.add("\"value\":137,");

    try (HandDelivery delivery = delivery()) {
      delivery.drain();
    }

    assertThat(server.ids("Observation")).hasSize(4 * 50 - 2);
    assertThat(gateway.ledger().count("parked")).isEqualTo(2);
    assertThat(gateway.ledger().count("outbox")).isZero();
    assertThat(reason()).isEqualTo("HTTP 422: error invalid this one is refused");
    if (carriage.equals("transaction")) {
      assertThat(server.seen).hasSizeLessThan(40);
    }
  }

  @ParameterizedTest
  @CsvSource({"transaction, update", "batch, update", "'', search"})
  void whatRefersToSomethingRefusedIsParkedWithIt(String carriage, String strategy)
      throws IOException {
    able(carriage, strategy);
    measure("cuff-1", 3);
    measure("cuff-2", 2);
    String device = new ResourceIds(gateway.identity().key()).device(new DeviceId("cuff-1"));
    server.refused.add("\"value\":\"" + device);

    try (HandDelivery delivery = delivery()) {
      delivery.drain();
    }

    assertThat(server.ids("Device")).hasSize(1);
    assertThat(server.ids("Observation")).hasSize(4);
    assertThat(gateway.ledger().count("parked")).isEqualTo(3);
    assertThat(gateway.ledger().count("outbox")).isZero();
  }

  @Test
  void twoResourcesWithOneIdentifierAreForAPersonToSort() throws IOException {
    able("transaction", "search");
    measure("cuff-1", 1);
    String device = new ResourceIds(gateway.identity().key()).device(new DeviceId("cuff-1"));
    for (String id : List.of("1", "2")) {
      server.plant(
          "Device",
          id,
          """
          {"resourceType":"Device","id":"%s",
           "identifier":[{"system":"urn:cuffline/device-key","value":"%s"}]}
          """
              .formatted(id, device));
    }

    try (HandDelivery delivery = delivery()) {
      delivery.drain();
    }

    assertThat(reason()).isEqualTo("the server has several resources with its identifier");
    assertThat(server.ids("Observation")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          401, '',                     stops
          403, OperationOutcome,       stops
          408, '',                     again
          409, OperationOutcome,       again
          412, OperationOutcome,       again
          425, '',                     again
          429, '',                     again
          500, OperationOutcome,       again
          502, text/html,              again
          503, '',                     again
          504, '',                     again
          302, '',                     again
          200, text/html,              again
          200, OperationOutcome,       again
          404, text/html,              again
          400, text/plain,             again
          400, OperationOutcome,       parked
          404, OperationOutcome,       parked
          410, OperationOutcome,       parked
          413, text/html,              parked
          422, OperationOutcome,       parked
          """)
  void anAnswerStopsOrIsTriedAgainOrParks(int status, String what, String expected)
      throws IOException {
    measure("cuff-1", 1);
    for (int i = 0; i < 5; i++) {
      server.instead.add(answer(status, what));
    }

    Optional<Fault> fault;
    try (HandDelivery delivery = delivery()) {
      fault = delivery.carryNext();
    }

    String seen =
        fault
            .map(it ->
                switch (it) {
                  case Fault.Unauthorised _ -> "stops";
                  case Fault.Unavailable _ -> "again";
                })
            .orElse("parked");
    assertThat(seen).isEqualTo(expected);
    assertThat(gateway.ledger().count("parked")).isEqualTo(expected.equals("parked") ? 1 : 0);
    assertThat(gateway.ledger().count("outbox")).isEqualTo(expected.equals("parked") ? 0 : 1);
  }

  private static HttpResponse answer(int status, String what) {
    if (what.equals("OperationOutcome")) {
      return FakeFhirServer.json(HttpStatus.valueOf(status), FakeFhirServer.outcome("no"));
    }
    return what.isEmpty()
        ? HttpResponse.of(HttpStatus.valueOf(status))
        : HttpResponse.of(
            HttpStatus.valueOf(status), MediaType.parse(what), "<html>OperationOutcome</html>");
  }

  @Test
  void howLongItAsksToBeLeftAloneIsHeard() throws IOException {
    measure("cuff-1", 1);
    server.instead.add(
        HttpResponse.of(ResponseHeaders.of(HttpStatus.TOO_MANY_REQUESTS, "retry-after", "7")));
    server.instead.add(
        HttpResponse.of(
            ResponseHeaders.of(
                HttpStatus.SERVICE_UNAVAILABLE, "retry-after", "Tue, 20 Jan 2026 14:00:30 GMT")));

    try (HandDelivery delivery = delivery()) {
      assertThat(delivery.carryNext())
          .contains(new Fault.Unavailable("HTTP 429", Optional.of(Duration.ofSeconds(7)), false));
      assertThat(delivery.carryNext())
          .contains(new Fault.Unavailable("HTTP 503", Optional.of(Duration.ofSeconds(30)), false));
    }
  }

  @Test
  void aServerThatCannotBeAskedIsTriedAgain() throws IOException {
    measure("cuff-1", 1);
    server.down = Optional.of(HttpResponse.of(HttpStatus.NOT_FOUND));

    try (HandDelivery delivery = delivery()) {
      assertThat(delivery.carryNext()).isPresent();
      assertThat(server.seen).isEmpty();
      server.down = Optional.empty();
      delivery.drain();
    }

    assertThat(server.ids("Observation")).hasSize(2);
  }

  @Test
  void anAnswerThatDoesNotComeInTimeIsAFault() throws IOException {
    measure("cuff-1", 1);
    patience = Duration.ofSeconds(2);
    server.instead.add(HttpResponse.streaming());

    try (HandDelivery delivery = delivery()) {
      assertThat(delivery.carryNext()).contains(new Fault.Unavailable("no answer in time"));
      delivery.drain();
    }

    assertThat(server.ids("Observation")).hasSize(2);
  }

  @Test
  void anAnswerWithoutEndIsAFault() throws IOException {
    measure("cuff-1", 1);
    server.instead.add(
        HttpResponse.of(
            ResponseHeaders.of(HttpStatus.BAD_GATEWAY), HttpData.wrap(new byte[20_000_000])));

    try (HandDelivery delivery = delivery()) {
      assertThat(delivery.carryNext()).isPresent();
      delivery.drain();
    }

    assertThat(server.ids("Observation")).hasSize(2);
  }

  @Test
  void credentialsAreReadAgainAfterTheyWereRefused() throws IOException {
    measure("cuff-1", 1);
    Path token = Files.writeString(folder.resolve("token"), "old\n");
    server.admits = seen -> seen.authorization().equals(Optional.of("Bearer new"));

    try (HandDelivery delivery = delivery(new Credentials.Bearer(token))) {
      assertThat(delivery.carryNext()).contains(new Fault.Unauthorised("HTTP 401"));
      Files.writeString(token, "new\n");
      delivery.drain();
    }

    assertThat(server.ids("Observation")).hasSize(2);
  }

  @Test
  void aPasswordGoesAsHttpBasic() throws IOException {
    measure("cuff-1", 1);
    Path password = Files.writeString(folder.resolve("password"), "geheim\n");

    try (HandDelivery delivery = delivery(new Credentials.Basic("u", password))) {
      delivery.drain();
    }

    assertThat(server.seen.getFirst().authorization()).contains("Basic dTpnZWhlaW0=");
  }

  @Test
  void credentialsThatCannotBeReadStopIt() throws IOException {
    measure("cuff-1", 1);

    try (HandDelivery delivery = delivery(new Credentials.Bearer(folder.resolve("none")))) {
      assertThat(delivery.carryNext()).contains(new Fault.Unauthorised("no credentials"));
    }

    assertThat(server.seen).isEmpty();
  }

  @Test
  void aChangeTheServerStumblesOverIsParkedWhenAnotherOneArrives() throws IOException {
    measure("cuff-1", 3);
    server.stumblesOver.add("\"value\":111,");

    try (HandDelivery delivery = delivery()) {
      assertThat(delivery.carryNext()).isPresent();
      for (int probe = 0; probe < 10; probe++) {
        delivery.probe();
      }
      delivery.drain();
    }

    assertThat(server.ids("Observation")).hasSize(4);
    assertThat(gateway.ledger().count("parked")).isEqualTo(1);
    assertThat(reason()).isEqualTo("HTTP 500, again and alone");
  }

  @Test
  void whatIsParkedSaysWhichResourceAndTheServersWordsAndNoLogDoes() throws IOException {
    measure("cuff-1", 3);
    server.stumblesOver.add("\"value\":111,");
    server.stumbling =
        Optional.of(FakeFhirServer.outcome("Quillfeather is unknown", "Observation.subject"));
    List<Fault> faults = new ArrayList<>();

    try (HandDelivery delivery = delivery()) {
      assertThat(delivery.carryNext()).isPresent();
      for (int probe = 0; probe < 10; probe++) {
        delivery.probe().ifPresent(faults::add);
      }
      delivery.drain();
    }

    assertThat(reason())
        .isEqualTo(
            "HTTP 500, again and alone: error invalid Quillfeather is unknown"
                + " at Observation.subject");
    assertThat(faults)
        .isNotEmpty()
        .allSatisfy(fault -> {
          assertThat(fault.what()).isEqualTo("HTTP 500");
          assertThat(fault.toString()).doesNotContain("Quillfeather");
        });
    List<ParkedEntries.Entry> parked =
        database.read(session -> ParkedEntries.newest(session, TestGateway.DESTINATION, 10));
    assertThat(parked)
        .singleElement()
        .satisfies(entry -> assertThat(entry.resource().orElseThrow()).startsWith("Observation/o"));
  }

  private HandDelivery asking(String... named) {
    return new HandDelivery(
        TestGateway.DESTINATION,
        new FhirDestination(settings(new Credentials.None()), JSON, gateway.clock()),
        database,
        new FhirResources(
            gateway.identity(), JSON, "ehr", Manner.USUAL, new OnRequest(Set.of(named))),
        gateway.clock());
  }

  @ParameterizedTest
  @CsvSource({"transaction", "batch", "''"})
  void aProvenanceIsPutOnceUnderOurIdAfterItsObservations(String carriage) throws IOException {
    able(carriage, "update");
    server.mentions = List.of("Device", "Observation", "Provenance");
    measure("cuff-1", 2);

    try (HandDelivery delivery = asking("Provenance")) {
      delivery.drain();
      requeue();
      delivery.drain();
    }

    assertThat(server.current("Provenance"))
        .hasSize(2)
        .allSatisfy(origin -> {
          for (JsonNode target : origin.path("target")) {
            String id = target.path("reference").asText().substring("Observation/".length());
            assertThat(server.ids("Observation")).contains(id);
          }
        });
    assertThat(gateway.ledger().count("parked")).isZero();
  }

  @Test
  void aServerThatDoesNotTakeOurIdsOrDoesNotMentionItIsSentNone() throws IOException {
    able("transaction", "conditional");
    server.mentions = List.of("Device", "Observation", "Provenance");
    measure("cuff-1", 1);
    try (HandDelivery delivery = asking("Provenance")) {
      delivery.drain();
    }
    able("transaction", "update");
    server.mentions = List.of("Device", "Observation");
    measure("cuff-2", 1);
    try (HandDelivery delivery = asking("Provenance")) {
      delivery.drain();
    }

    assertThat(server.ids("Observation")).hasSize(4);
    assertThat(server.ids("Provenance")).isEmpty();
    assertThat(gateway.ledger().count("outbox")).isZero();
    assertThat(gateway.ledger().count("parked")).isZero();
  }

  private void queueAlert() {
    database
        .writer()
        .command(session -> {
          String alert = session.first("SELECT id FROM alert", row -> row.text("id")).orElseThrow();
          Outbox.queueAlert(session, TestGateway.DESTINATION, TestGateway.PRACTICE, alert, EARLIER);
          return true;
        })
        .join();
  }

  @ParameterizedTest
  @CsvSource({"update", "conditional", "search"})
  void aTaskRefersToItsIssueAndTheIssueToItsObservationsByTheServersIds(String strategy)
      throws IOException {
    able("transaction", strategy);
    server.mentions = List.of("Device", "Observation", "DetectedIssue", "Task", "Communication");
    gateway.judged("cuff-1", Cuff.reading(EARLIER, 190, 90));
    gateway.judged("cuff-1", Cuff.reading(EARLIER.plusSeconds(120), 195, 90));
    try (HandDelivery delivery = asking("Task", "Communication")) {
      delivery.drain();
      queueAlert();
      delivery.drain();
    }

    assertThat(server.current("Task")).hasSize(1);
    assertThat(server.current("Communication")).hasSize(1);
    String issue = "DetectedIssue/" + server.ids("DetectedIssue").getFirst();
    assertThat(server.current("Task").getFirst().at("/focus/reference").asText()).isEqualTo(issue);
    assertThat(server.current("Communication").getFirst().at("/about/0/reference").asText())
        .isEqualTo(issue);
    String evidence =
        server.current("DetectedIssue").getFirst().at("/implicated/0/reference").asText();
    assertThat(server.ids("Observation")).contains(evidence.substring("Observation/".length()));
  }

  @Test
  void aTaskWithoutItsIssueIsNotSent() throws IOException {
    server.mentions = List.of("Device", "Observation", "Task", "Communication");
    gateway.judged("cuff-1", Cuff.reading(EARLIER, 190, 90));
    queueAlert();

    try (HandDelivery delivery = asking("Task", "Communication")) {
      delivery.drain();
    }

    assertThat(server.ids("Observation")).isNotEmpty();
    assertThat(server.ids("Task")).isEmpty();
    assertThat(server.ids("Communication")).isEmpty();
    assertThat(gateway.ledger().count("parked")).isZero();
  }

  @Test
  void aServerThatStumblesOverEverythingParksNothing() throws IOException {
    measure("cuff-1", 8);
    server.stumblesOver.add("resourceType");

    try (HandDelivery delivery = delivery()) {
      for (int probe = 0; probe < 60; probe++) {
        delivery.probe();
      }
      server.stumblesOver.clear();
      for (int probe = 0; probe < 10; probe++) {
        delivery.probe();
      }
      delivery.drain();
    }

    assertThat(server.ids("Observation")).hasSize(16);
    assertThat(gateway.ledger().count("parked")).isZero();
  }

  @Test
  void nothingOfAPatientStandsInAnAddress() throws IOException {
    able("", "search");
    measure("cuff-1", 2);

    try (HandDelivery delivery = delivery()) {
      delivery.drain();
    }

    assertThat(server.seen)
        .extracting(FakeFhirServer.Seen::url)
        .allSatisfy(url -> assertThat(url).doesNotContain("p-1", "cuff-1"));
  }

  @Test
  void anObservationNamesThePatientAsTheStoreDoes() throws IOException {
    measure("cuff-1", 1);

    try (HandDelivery delivery = delivery()) {
      delivery.drain();
    }

    assertThat(server.current("Observation"))
        .extracting((JsonNode it) -> it.path("subject").path("reference").asText())
        .containsOnly("Patient/p-1");
  }
}
