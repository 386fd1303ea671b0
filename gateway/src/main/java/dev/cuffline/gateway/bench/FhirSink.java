package dev.cuffline.gateway.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A FHIR R4 server in memory that takes what a gateway delivers and counts it: {@code metadata},
 * transactions and batches, {@code PUT} with our ids, conditional create, search by identifier. It
 * can be made slow, or unavailable for a while. It validates nothing, and forgets all but ids,
 * versions and identifiers.
 *
 * <p>Base address {@code http://127.0.0.1:PORT/fhir}; {@code GET /stats}, {@code POST
 * /unavailable?millis=5000} and {@code POST /delay?millis=20} are for people and tests.
 */
public final class FhirSink implements AutoCloseable {
  private static final MediaType FHIR_JSON =
      MediaType.parse("application/fhir+json; charset=utf-8");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SinkStore store = new SinkStore();
  private final AtomicLong unavailableUntil = new AtomicLong(System.nanoTime());
  private final AtomicLong delayMillis = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicReference<@Nullable Duration> resumedAfter = new AtomicReference<>();
  private final Server server;

  /**
   * Listens.
   *
   * @param port 0 for any free one
   */
  public FhirSink(int port) {
    server =
        Server.builder()
            .http(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
            .maxRequestLength(0)
            .requestTimeoutMillis(0)
            .gracefulShutdownTimeoutMillis(0, 0)
            .service("/stats", (context, request) -> json(HttpStatus.OK, stats().json(JSON)))
            .service(
                "/unavailable",
                (context, request) -> {
                  unavailableFor(Duration.ofMillis(millis(context)));
                  return HttpResponse.of(HttpStatus.NO_CONTENT);
                })
            .service(
                "/delay",
                (context, request) -> {
                  delay(Duration.ofMillis(millis(context)));
                  return HttpResponse.of(HttpStatus.NO_CONTENT);
                })
            .service("/fhir", this::serve)
            .serviceUnder("/fhir/", this::serve)
            .build();
    server.start().join();
  }

  private HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    return HttpResponse.of(request.aggregate().thenCompose(whole -> later(context, whole)));
  }

  private static long millis(ServiceRequestContext context) {
    return Long.parseLong(Optional.ofNullable(context.queryParam("millis")).orElse("0"));
  }

  private CompletableFuture<HttpResponse> later(
      ServiceRequestContext context, AggregatedHttpRequest request) {
    var executor = context.blockingTaskExecutor();
    CompletableFuture<HttpResponse> answer = new CompletableFuture<>();
    var _ =
        executor.schedule(
            () -> {
              try {
                answer.complete(answer(context.path(), request));
              } catch (IOException | RuntimeException fault) {
                answer.complete(
                    outcome(HttpStatus.BAD_REQUEST, String.valueOf(fault.getMessage())));
              }
            },
            delayMillis.get(),
            TimeUnit.MILLISECONDS);
    return answer;
  }

  private HttpResponse answer(String path, AggregatedHttpRequest request) throws IOException {
    long sinceOutage = System.nanoTime() - unavailableUntil.get();
    if (sinceOutage < 0) {
      refused.incrementAndGet();
      return outcome(HttpStatus.SERVICE_UNAVAILABLE, "unavailable for a while, as asked");
    }
    if (request.method() != HttpMethod.GET) {
      resumedAfter.compareAndSet(null, Duration.ofNanos(sinceOutage));
    }
    String[] parts = path.replaceFirst("^/fhir/?", "").split("/", -1);
    return switch (request.method()) {
      case GET ->
          parts[0].equals("metadata")
              ? json(HttpStatus.OK, SinkStore.capabilities(JSON))
              : read(parts, request);
      case PUT -> written(store.put(parts[0], parts[1], JSON.readTree(request.contentUtf8())));
      case POST -> parts[0].isEmpty() ? bundle(request) : written(post(parts[0], request));
      default -> outcome(HttpStatus.METHOD_NOT_ALLOWED, "nobody needs that here");
    };
  }

  private SinkStore.Written post(String type, AggregatedHttpRequest request) throws IOException {
    return store.create(
        type,
        JSON.readTree(request.contentUtf8()),
        Optional.ofNullable(request.headers().get("If-None-Exist")));
  }

  private HttpResponse read(String[] parts, AggregatedHttpRequest request) {
    if (parts.length > 1) {
      return store
          .find(parts[0], parts[1])
          .map(found -> json(HttpStatus.OK, found.json(JSON)))
          .orElseGet(() -> outcome(HttpStatus.NOT_FOUND, "no such resource"));
    }
    String query = request.path().contains("?") ? request.path().replaceFirst("^[^?]*\\?", "") : "";
    String identifier = QueryParams.fromQueryString(query).get("identifier", "");
    ObjectNode bundle =
        JSON.createObjectNode().put("resourceType", "Bundle").put("type", "searchset");
    ArrayNode entries = bundle.putArray("entry");
    store
        .search(parts[0], identifier)
        .forEach(found -> entries.addObject().set("resource", found.json(JSON)));
    return json(HttpStatus.OK, bundle);
  }

  private HttpResponse bundle(AggregatedHttpRequest request) throws IOException {
    JsonNode asked = JSON.readTree(request.contentUtf8());
    ObjectNode answer =
        JSON.createObjectNode()
            .put("resourceType", "Bundle")
            .put("type", asked.path("type").asText() + "-response");
    ArrayNode entries = answer.putArray("entry");
    for (JsonNode entry : asked.path("entry")) {
      SinkStore.Written written = store.entry(entry);
      entries
          .addObject()
          .putObject("response")
          .put("status", written.status())
          .put("location", written.location())
          .put("etag", written.etag());
    }
    return json(HttpStatus.OK, answer);
  }

  private static HttpResponse written(SinkStore.Written written) {
    return HttpResponse.of(
        ResponseHeaders.builder(written.created() ? HttpStatus.CREATED : HttpStatus.OK)
            .contentType(FHIR_JSON)
            .add("Location", written.location())
            .add("ETag", written.etag())
            .build(),
        HttpData.ofUtf8(written.resource().json(JSON).toString()));
  }

  private static HttpResponse outcome(HttpStatus status, String text) {
    ObjectNode outcome = JSON.createObjectNode().put("resourceType", "OperationOutcome");
    outcome
        .putArray("issue")
        .addObject()
        .put("severity", "error")
        .put("code", "processing")
        .put("diagnostics", text);
    return json(status, outcome);
  }

  private static HttpResponse json(HttpStatus status, JsonNode body) {
    return HttpResponse.of(status, FHIR_JSON, body.toString());
  }

  /** The base address of its FHIR API. */
  public String base() {
    return "http://127.0.0.1:" + server.activeLocalPort() + "/fhir";
  }

  /** Answers 503 for so long from now. */
  public void unavailableFor(Duration time) {
    unavailableUntil.set(System.nanoTime() + time.toNanos());
    resumedAfter.set(null);
  }

  /** From the end of the last outage to the first write after it; empty while there was none. */
  public Optional<Duration> resumedAfter() {
    return Optional.ofNullable(resumedAfter.get());
  }

  /** Waits so long before every answer. */
  public void delay(Duration time) {
    delayMillis.set(time.toMillis());
  }

  /** Counts so far. */
  public SinkStats stats() {
    return store.stats(refused.get());
  }

  @Override
  public void close() {
    server.stop().join();
  }
}
