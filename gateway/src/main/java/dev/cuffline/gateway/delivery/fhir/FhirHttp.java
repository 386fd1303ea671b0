package dev.cuffline.gateway.delivery.fhir;

import dev.cuffline.gateway.delivery.Fault;
import dev.cuffline.gateway.delivery.RetryAfter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Exchanges with one server, each within one deadline, over connections that are kept. Thread-safe.
 */
final class FhirHttp implements AutoCloseable {
  static final String FHIR_JSON = "application/fhir+json";
  private static final int LONGEST_ANSWER = 16 * 1_024 * 1_024;

  private final FhirSettings settings;
  private final Clock clock;
  private final HttpClient client;

  FhirHttp(FhirSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.connectTimeout())
            .followRedirects(HttpClient.Redirect.NEVER);
    settings.tls().ifPresent(tls -> builder.sslContext(tls.context()));
    this.client = builder.build();
  }

  /** The server's base; ends with a slash. */
  URI base() {
    return settings.base();
  }

  /**
   * One exchange.
   *
   * @param authorization value of the header, or empty
   * @throws FaultException when there was no answer: refused, reset, too slow, too long
   */
  HttpAnswer exchange(Request request, Optional<String> authorization)
      throws FaultException, InterruptedException {
    HttpRequest.Builder http =
        HttpRequest.newBuilder(settings.base().resolve(request.url()))
            .method(
                request.method().name(),
                request.body().isEmpty()
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(request.body()))
            .header("Accept", FHIR_JSON);
    authorization.ifPresent(value -> http.header("Authorization", value));
    if (!request.body().isEmpty()) {
      http.header("Content-Type", FHIR_JSON + ";charset=UTF-8");
      http.header("Prefer", "return=minimal");
    }
    request.ifNoneExist().ifPresent(query -> http.header("If-None-Exist", query));
    return answer(
        client.sendAsync(
            http.build(),
            BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), LONGEST_ANSWER)));
  }

  /**
   * Posts a form to an address that may be another server's.
   *
   * @param accept media type of the answer
   * @param authorization value of the header, or empty
   * @throws FaultException when there was no answer
   */
  HttpAnswer form(URI url, String form, String accept, Optional<String> authorization)
      throws FaultException, InterruptedException {
    HttpRequest.Builder http =
        HttpRequest.newBuilder(url)
            .header("Accept", accept)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form));
    authorization.ifPresent(value -> http.header("Authorization", value));
    return answer(
        client.sendAsync(
            http.build(),
            BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), LONGEST_ANSWER)));
  }

  private HttpAnswer answer(CompletableFuture<HttpResponse<String>> exchange)
      throws FaultException, InterruptedException {
    try {
      HttpResponse<String> response =
          exchange.get(settings.requestTimeout().toMillis(), TimeUnit.MILLISECONDS);
      return new HttpAnswer(
          response.statusCode(),
          response.headers().firstValue("Content-Type").orElse(""),
          response.headers().firstValue("Location"),
          response
              .headers()
              .firstValue("Retry-After")
              .flatMap(header -> RetryAfter.read(header, clock)),
          response.body());
    } catch (TimeoutException slow) {
      throw new FaultException(new Fault.Unavailable("no answer in time"));
    } catch (ExecutionException failed) {
      throw new FaultException(new Fault.Unavailable(what(failed.getCause())));
    } finally {
      exchange.cancel(true);
    }
  }

  /** The kind alone: a message may quote what was sent. */
  private static String what(@Nullable Throwable cause) {
    return cause instanceof IOException ? cause.getClass().getSimpleName() : "no answer";
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
