package dev.cuffline.gateway.ingress.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.server.Server;
import dev.cuffline.gateway.ingress.HandDrivenJournal;
import dev.cuffline.gateway.ingress.KnownSources;
import dev.cuffline.gateway.ingress.Reception;
import dev.cuffline.gateway.journal.Transmission;
import dev.cuffline.gateway.journal.Transport;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class IngestServiceIT {
  private static final int MAXIMUM_BODY_BYTES = 1_000;
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private final HandDrivenJournal journal = new HandDrivenJournal();
  private final Reception reception =
      new Reception(journal, Clock.fixed(NOW, ZoneOffset.UTC), new SimpleMeterRegistry());
  private final Server server =
      Server.builder()
          .http(0)
          .service(
              new IngestService(
                  new KnownSources(), reception, new IngestSettings(MAXIMUM_BODY_BYTES, 1, 2)))
          .build();
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void start() {
    server.start().join();
  }

  @AfterEach
  void stop() {
    client.close();
    // Not waited for: its quiet period takes two seconds, and the port is its own.
    var _ = server.stop();
  }

  @Test
  void aBodyIsHandedOnAsItCameAndAccepted() throws Exception {
    journal.immediate();

    HttpResponse<String> response =
        send(as("c1").header("Content-Type", "application/vnd.x+json; v=1"), body(3));

    Transmission transmission = journal.get(0);
    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(response.body()).isEqualTo("{\"transmission\":\"" + transmission.id() + "\"}");
    assertThat(transmission)
        .isEqualTo(
            new Transmission(
                transmission.id(),
                NOW,
                KnownSources.PRACTICE,
                Transport.HTTP,
                "c1",
                "telli-v2",
                "/v1/ingest/telli-v2",
                "application/vnd.x+json; v=1",
                false,
                new byte[3]));
  }

  @Test
  void nothingIsAnsweredBeforeItIsDurable() throws Exception {
    CompletableFuture<HttpResponse<String>> response = sendAsync(as("c1"), body(3));
    journal.await(1);
    assertThat(response).isNotDone();

    journal.complete(0);

    assertThat(response.get().statusCode()).isEqualTo(202);
  }

  @ParameterizedTest
  @CsvSource({
    "ble-2a35, ble-2a35",
    "never-heard-of, never-heard-of",
    "a%20b, a b",
    "a%2Fb, a/b",
    "caf%C3%A9, café",
    "%252F, %2F"
  })
  void anyFormatIsTakenAndItsNameDecodedOnce(String sent, String expected) throws Exception {
    journal.immediate();

    HttpResponse<String> response = send(to("/v1/ingest/" + sent, "c1"), body(1));

    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(journal.get(0).format()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "X-Api-Key, key-of-c1, 202",
    "Authorization, Bearer key-of-c1, 202",
    "Authorization, bearer key-of-c1, 202",
    "Authorization, Bearer guess, 401",
    "Authorization, Basic key-of-c1, 401",
    "X-Api-Key, guess, 401",
    "X-Other, key-of-c1, 401"
  })
  void onlyAKnownKeyOpens(String header, String value, int status) throws Exception {
    journal.immediate();
    HttpRequest.Builder request = HttpRequest.newBuilder(uri("/v1/ingest/x")).header(header, value);

    HttpResponse<String> response = send(request, body(1));

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(journal.size()).isEqualTo(status == 202 ? 1 : 0);
  }

  @Test
  void whoIsNotKnownIsToldInProblemDetails() throws Exception {
    HttpResponse<String> response = send(HttpRequest.newBuilder(uri("/v1/ingest/x")), body(1));

    assertProblem(response, 401);
    assertThat(response.headers().firstValue("WWW-Authenticate")).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"999, 202", "1000, 202", "1001, 413", "1000000, 413"})
  void theLimitOfABodyIsExact(int length, int status) throws Exception {
    journal.immediate();

    HttpResponse<String> announced = send(as("c1"), body(length));
    HttpResponse<String> chunked =
        send(
            as("c1"),
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[length])));

    assertThat(announced.statusCode()).isEqualTo(status);
    assertThat(chunked.statusCode()).isEqualTo(status);
    assertThat(journal.size()).isEqualTo(status == 202 ? 2 : 0);
  }

  @Test
  void tooLargeIsToldInProblemDetails() throws Exception {
    assertProblem(send(as("c1"), body(MAXIMUM_BODY_BYTES + 1)), 413);
  }

  @Test
  void tooManyAtOnceAreToldToWaitAndOthersAreNot() throws Exception {
    CompletableFuture<HttpResponse<String>> first = sendAsync(as("c1"), body(1));
    journal.await(1);

    HttpResponse<String> second = send(as("c1"), body(1));
    CompletableFuture<HttpResponse<String>> other = sendAsync(as("c2"), body(1));
    journal.await(2);
    HttpResponse<String> third = send(as("c3"), body(1));
    journal.completeAll();

    assertProblem(second, 429);
    assertProblem(third, 429);
    assertThat(second.headers().firstValue("Retry-After")).isPresent();
    assertThat(first.get().statusCode()).isEqualTo(202);
    assertThat(other.get().statusCode()).isEqualTo(202);
  }

  @Test
  void aPlaceIsFreeAgainAfterEveryOutcome() throws Exception {
    CompletableFuture<HttpResponse<String>> failed = sendAsync(as("c1"), body(1));
    journal.await(1);
    journal.fail(0);
    failed.get();
    send(as("c1"), body(MAXIMUM_BODY_BYTES + 1));
    journal.immediate();

    HttpResponse<String> response = send(as("c1"), body(1));

    assertThat(response.statusCode()).isEqualTo(202);
  }

  @Test
  void whatIsNotStoredIsNotAccepted() throws Exception {
    CompletableFuture<HttpResponse<String>> response = sendAsync(as("c1"), body(1));
    journal.await(1);

    journal.fail(0);

    assertProblem(response.get(), 503);
    assertThat(response.get().headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  void onlyPostIsServed() throws Exception {
    HttpResponse<String> response = client.send(as("c1").GET().build(), BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(405);
  }

  private static void assertProblem(HttpResponse<String> response, int status) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(response.body()).contains("\"status\":" + status, "\"title\":", "\"detail\":");
  }

  private HttpResponse<String> send(HttpRequest.Builder request, BodyPublisher body)
      throws Exception {
    return sendAsync(request, body).get();
  }

  private CompletableFuture<HttpResponse<String>> sendAsync(
      HttpRequest.Builder request, BodyPublisher body) {
    return client.sendAsync(
        request.timeout(Duration.ofSeconds(20)).POST(body).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder as(String source) {
    return to("/v1/ingest/telli-v2", source);
  }

  private HttpRequest.Builder to(String path, String source) {
    return HttpRequest.newBuilder(uri(path)).header("X-Api-Key", KnownSources.keyOf(source));
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.activeLocalPort() + path);
  }

  private static BodyPublisher body(int length) {
    return BodyPublishers.ofByteArray(new byte[length]);
  }
}
