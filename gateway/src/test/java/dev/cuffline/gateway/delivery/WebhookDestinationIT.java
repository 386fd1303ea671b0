package dev.cuffline.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.cuffline.fhir.FhirJson;
import dev.cuffline.gateway.intake.Cuff;
import dev.cuffline.gateway.intake.TestGateway;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.TestDatabases;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signed messages to somebody's own service, and what its answers mean. */
final class WebhookDestinationIT {
  private static final String SECRET = "made-for-this-test-0123456789";

  @TempDir private Path folder;
  private Database database;
  private TestGateway gateway;
  private HttpServer service;
  private final List<Message> messages = Collections.synchronizedList(new ArrayList<>());
  private Function<Message, Integer> answers = _ -> 204;

  /** What the service was sent. */
  private record Message(String signature, String body) {
    boolean isOurs() {
      String time = signature.substring("t=".length(), signature.indexOf(','));
      String code = signature.substring(signature.indexOf("v1=") + "v1=".length());
      try {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] wanted = mac.doFinal((time + "." + body).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(wanted).equals(code);
      } catch (GeneralSecurityException impossible) {
        throw new AssertionError(impossible);
      }
    }
  }

  @BeforeEach
  void start() throws IOException {
    database = TestDatabases.sqlite(folder);
    gateway = new TestGateway(database);
    gateway.people().usual("p-1", "cuff-1");
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext("/hook", this::answer);
    service.start();
  }

  @AfterEach
  void stop() {
    service.stop(0);
    gateway.close();
    database.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    Message message =
        new Message(
            exchange.getRequestHeaders().getFirst("Cuffline-Signature"),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    messages.add(message);
    byte[] words = "no such patient".getBytes(StandardCharsets.UTF_8);
    int status = answers.apply(message);
    exchange.sendResponseHeaders(status, status == 204 ? -1 : words.length);
    if (status != 204) {
      exchange.getResponseBody().write(words);
    }
    exchange.close();
  }

  private HandDelivery delivery(Set<String> practices, Set<String> types) throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), SECRET + "\n");
    URI url = URI.create("http://127.0.0.1:" + service.getAddress().getPort() + "/hook");
    return new HandDelivery(
        TestGateway.DESTINATION,
        new WebhookDestination(
            new WebhookSettings(url, secret, Duration.ofSeconds(5), Duration.ofSeconds(20), 100),
            gateway.clock()),
        database,
        new Filtered(new FhirResources(gateway.identity(), new FhirJson()), practices, types),
        gateway.clock());
  }

  private void measured(int systolic) {
    gateway.judged("cuff-1", Cuff.reading(TestGateway.START.minusSeconds(systolic), systolic, 81));
  }

  @Test
  void aMessageIsSignedOverItsTimeAndBody() throws IOException {
    measured(126);
    try (HandDelivery delivery = delivery(Set.of(), Set.of())) {
      delivery.drain();
    }

    assertThat(messages)
        .singleElement()
        .satisfies(message -> assertThat(message.isOurs()).isTrue())
        .satisfies(message ->
            assertThat(message.signature())
                .startsWith("t=" + TestGateway.START.getEpochSecond() + ",v1="))
        .satisfies(message ->
            assertThat(message.body())
                .startsWith("{\"resources\":[{")
                .contains("85354-9", "\"resourceType\":\"Device\""));
    assertThat(gateway.ledger().count("outbox")).isZero();
  }

  @Test
  void onlyWhatIsWantedIsSent() throws IOException {
    measured(126);
    try (HandDelivery delivery = delivery(Set.of(), Set.of("Observation"))) {
      delivery.drain();
    }
    measured(127);
    try (HandDelivery delivery = delivery(Set.of("another"), Set.of())) {
      delivery.drain();
    }

    assertThat(messages)
        .singleElement()
        .satisfies(
            message -> assertThat(message.body()).doesNotContain("\"resourceType\":\"Device\""));
    assertThat(gateway.ledger().count("outbox")).isZero();
  }

  @Test
  void whatTheServiceRefusesIsParkedAloneAndTheRestArrives() throws IOException {
    for (int systolic = 121; systolic < 125; systolic++) {
      measured(systolic);
    }
    answers = message -> message.body().contains("\"value\":123,") ? 422 : 204;
    try (HandDelivery delivery = delivery(Set.of(), Set.of())) {
      delivery.drain();
    }

    assertThat(gateway.ledger().count("parked")).isEqualTo(1);
    assertThat(gateway.ledger().count("outbox")).isZero();
    assertThat(
            database.<List<String>>read(
                session -> session.list("SELECT reason FROM parked", row -> row.text("reason"))))
        .containsExactly("HTTP 422: no such patient");
  }

  @Test
  void aServiceThatIsDownOrDoesNotKnowUsLosesNothing() throws IOException {
    measured(126);
    for (int status : new int[] {503, 401}) {
      answers = _ -> status;
      try (HandDelivery delivery = delivery(Set.of(), Set.of())) {
        assertThat(delivery.carryNext())
            .hasValueSatisfying(fault ->
                assertThat(fault)
                    .isInstanceOf(
                        status == 401 ? Fault.Unauthorised.class : Fault.Unavailable.class));
      }
    }
    answers = _ -> 200;
    try (HandDelivery delivery = delivery(Set.of(), Set.of())) {
      delivery.drain();
    }

    assertThat(gateway.ledger().count("outbox")).isZero();
    assertThat(gateway.ledger().count("parked")).isZero();
  }
}
