package dev.cuffline.gateway.delivery.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A small FHIR server in this process, whose abilities and faults a test chooses. */
public final class FakeFhirServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final MediaType FHIR = MediaType.parse("application/fhir+json");

  /** What it says it can do. */
  record Can(String carriage, boolean updateCreate, boolean conditionalCreate) {}

  /** A request that changes something, as a test may look at it. */
  record Seen(
      String method, String url, Optional<String> authorization, int entries, String body) {}

  private final Server server;
  private final Map<String, List<JsonNode>> versions = new LinkedHashMap<>();
  private int lastId = 1_000;

  /** Keys, or texts within a resource, that are refused with 422. */
  public final Set<String> refused = ConcurrentHashMap.newKeySet();

  /** Texts within a resource that make the server stumble: 500. */
  final Set<String> stumblesOver = ConcurrentHashMap.newKeySet();

  /** Requests that change something, in their order. */
  final List<Seen> seen = new CopyOnWriteArrayList<>();

  /** Answers given instead of doing anything, one request each. */
  final ConcurrentLinkedDeque<HttpResponse> instead = new ConcurrentLinkedDeque<>();

  /** Answers given after everything was done, one request each. */
  final ConcurrentLinkedDeque<HttpResponse> afterwards = new ConcurrentLinkedDeque<>();

  /** Types that its statement mentions. */
  volatile List<String> mentions = List.of("Device", "Observation");

  /** What it says when it stumbles; empty for nothing. */
  volatile Optional<JsonNode> stumbling = Optional.empty();

  volatile Can can = new Can("transaction", true, true);
  volatile Optional<HttpResponse> down = Optional.empty();
  volatile Function<Seen, Boolean> admits = _ -> true;

  /** Starts it. */
  public FakeFhirServer() {
    server =
        Server.builder()
            .http(0)
            .maxRequestLength(0)
            .serviceUnder(
                "/r4",
                (context, request) ->
                    HttpResponse.of(
                        request
                            .aggregate()
                            .thenApplyAsync(
                                whole -> answer(context, whole), context.blockingTaskExecutor())))
            .build();
    server.start().join();
  }

  /** Where it is. */
  public URI base() {
    return URI.create("http://127.0.0.1:" + server.activeLocalPort() + "/r4");
  }

  @Override
  public void close() {
    // Not waited for: its quiet period takes two seconds, and the port is its own.
    var _ = server.stop();
  }

  /** Closes and waits until nobody listens there any more. */
  void die() {
    server.stop().join();
  }

  /** Ids of a type. */
  synchronized List<String> ids(String type) {
    return versions.keySet().stream()
        .filter(key -> key.startsWith(type + "/"))
        .map(key -> key.substring(key.indexOf('/') + 1))
        .toList();
  }

  /** The current versions of a type. */
  synchronized List<JsonNode> current(String type) {
    return versions.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(type + "/"))
        .map(entry -> entry.getValue().getLast())
        .toList();
  }

  /** Puts something there that nobody sent. */
  synchronized void plant(String type, String id, String json) {
    store(type, id, tree(json));
  }

  private HttpResponse answer(ServiceRequestContext context, AggregatedHttpRequest request) {
    String path = context.mappedPath().substring(1);
    Seen what =
        new Seen(
            request.method().name(),
            path + (context.query() == null ? "" : "?" + context.query()),
            Optional.ofNullable(request.headers().get("authorization")),
            entries(request.contentUtf8()),
            request.contentUtf8());
    if (path.equals("metadata")) {
      return down.orElseGet(() -> json(HttpStatus.OK, statement()));
    }
    seen.add(what);
    if (down.isPresent()) {
      return down.get();
    }
    if (!admits.apply(what)) {
      return HttpResponse.of(HttpStatus.UNAUTHORIZED);
    }
    HttpResponse other = instead.poll();
    if (other != null) {
      return other;
    }
    HttpResponse done = change(path, context, request);
    HttpResponse later = afterwards.poll();
    return later == null ? done : later;
  }

  private static int entries(String body) {
    return body.contains("\"Bundle\"") ? tree(body).path("entry").size() : 0;
  }

  private synchronized HttpResponse change(
      String path, ServiceRequestContext context, AggregatedHttpRequest request) {
    String body = request.contentUtf8();
    if (stumblesOver.stream().anyMatch(body::contains)) {
      return stumbling
          .map(words -> json(HttpStatus.INTERNAL_SERVER_ERROR, words))
          .orElseGet(() -> HttpResponse.of(HttpStatus.INTERNAL_SERVER_ERROR));
    }
    return switch (request.method()) {
      case GET -> json(HttpStatus.OK, search(path, QueryParams.fromQueryString(context.query())));
      case POST, PUT -> {
        if (path.isEmpty()) {
          yield bundle(tree(body));
        }
        Done done =
            single(
                request.method().name(),
                path,
                Optional.ofNullable(request.headers().get("if-none-exist")),
                tree(body));
        yield json(HttpStatus.valueOf(done.status()), done.outcome(), done.location());
      }
      default -> HttpResponse.of(HttpStatus.METHOD_NOT_ALLOWED);
    };
  }

  private record Done(int status, String location, JsonNode outcome) {}

  private HttpResponse bundle(JsonNode bundle) {
    boolean transaction = bundle.path("type").asText().equals("transaction");
    if (!bundle.path("type").asText().equals(can.carriage())) {
      return json(HttpStatus.BAD_REQUEST, outcome("no such Bundle here"));
    }
    for (JsonNode entry : bundle.path("entry")) {
      if (transaction && isRefused(entry.path("resource"))) {
        return json(HttpStatus.UNPROCESSABLE_ENTITY, outcome("this one is refused"));
      }
    }
    ObjectNode answer = JSON.createObjectNode().put("resourceType", "Bundle");
    answer.put("type", bundle.path("type").asText() + "-response");
    ArrayNode entries = answer.putArray("entry");
    for (JsonNode entry : bundle.path("entry")) {
      JsonNode request = entry.path("request");
      Done done =
          single(
              request.path("method").asText(),
              request.path("url").asText(),
              Optional.ofNullable(request.get("ifNoneExist")).map(JsonNode::asText),
              entry.path("resource"));
      ObjectNode response = entries.addObject().putObject("response");
      response.put("status", done.status() + " Whatever");
      if (!done.location().isEmpty()) {
        response.put("location", done.location());
      }
      if (done.status() >= 400) {
        response.set("outcome", done.outcome());
      }
    }
    return json(HttpStatus.OK, answer);
  }

  private boolean isRefused(JsonNode resource) {
    return refused.stream().anyMatch(resource.toString()::contains);
  }

  private Done single(String method, String url, Optional<String> ifNoneExist, JsonNode resource) {
    if (isRefused(resource)) {
      return new Done(422, "", outcome("this one is refused"));
    }
    String type = url.contains("/") ? url.substring(0, url.indexOf('/')) : url;
    if (method.equals("PUT")) {
      String id = url.substring(url.indexOf('/') + 1);
      boolean there = versions.containsKey(url);
      if (!there && !can.updateCreate()) {
        return new Done(404, "", outcome("ids are given here"));
      }
      store(type, id, resource);
      return new Done(there ? 200 : 201, location(type, id), outcome("fine"));
    }
    if (ifNoneExist.isPresent()) {
      List<String> found = find(type, QueryParams.fromQueryString(ifNoneExist.get()));
      if (!found.isEmpty()) {
        return found.size() > 1
            ? new Done(412, "", outcome("several"))
            : new Done(200, location(type, found.getFirst()), outcome("fine"));
      }
    }
    String id = Integer.toString(++lastId);
    store(type, id, ((ObjectNode) resource.deepCopy()).put("id", id));
    return new Done(201, location(type, id), outcome("fine"));
  }

  private void store(String type, String id, JsonNode resource) {
    versions.computeIfAbsent(type + "/" + id, _ -> new ArrayList<>()).add(resource);
  }

  private List<JsonNode> of(String type, String id) {
    return Objects.requireNonNull(versions.get(type + "/" + id));
  }

  private String location(String type, String id) {
    return type + "/" + id + "/_history/" + of(type, id).size();
  }

  private List<String> find(String type, QueryParams query) {
    String[] token = String.valueOf(query.get("identifier")).split("\\|", 2);
    return ids(type).stream()
        .filter(id -> {
          for (JsonNode each : of(type, id).getLast().path("identifier")) {
            if (each.path("system").asText().equals(token[0])
                && each.path("value").asText().equals(token[1])) {
              return true;
            }
          }
          return false;
        })
        .toList();
  }

  private JsonNode search(String type, QueryParams query) {
    ObjectNode bundle = JSON.createObjectNode().put("resourceType", "Bundle");
    bundle.put("type", "searchset");
    ArrayNode entries = bundle.putArray("entry");
    for (String id : find(type, query)) {
      entries.addObject().set("resource", of(type, id).getLast());
    }
    return bundle;
  }

  private JsonNode statement() {
    ObjectNode statement = JSON.createObjectNode().put("resourceType", "CapabilityStatement");
    statement.put("status", "active").put("fhirVersion", "4.0.1");
    ObjectNode rest = statement.putArray("rest").addObject().put("mode", "server");
    if (!can.carriage().isEmpty()) {
      rest.putArray("interaction").addObject().put("code", can.carriage());
    }
    ArrayNode types = rest.putArray("resource");
    for (String type : mentions) {
      types
          .addObject()
          .put("type", type)
          .put("updateCreate", can.updateCreate())
          .put("conditionalCreate", can.conditionalCreate());
    }
    return statement;
  }

  static JsonNode outcome(String diagnostics, String... expressions) {
    ObjectNode outcome = JSON.createObjectNode().put("resourceType", "OperationOutcome");
    ObjectNode issue =
        outcome
            .putArray("issue")
            .addObject()
            .put("severity", "error")
            .put("code", "invalid")
            .put("diagnostics", diagnostics);
    if (expressions.length > 0) {
      ArrayNode places = issue.putArray("expression");
      for (String expression : expressions) {
        places.add(expression);
      }
    }
    return outcome;
  }

  static HttpResponse json(HttpStatus status, JsonNode body) {
    return json(status, body, "");
  }

  private static HttpResponse json(HttpStatus status, JsonNode body, String location) {
    var headers = ResponseHeaders.builder(status).contentType(FHIR);
    if (!location.isEmpty()) {
      headers.add("location", location);
    }
    return HttpResponse.of(headers.build(), HttpData.ofUtf8(body.toString()));
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException bad) {
      throw new UncheckedIOException(bad);
    }
  }
}
