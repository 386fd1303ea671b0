package dev.cuffline.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A small FHIR server that is read: an EHR with patients and what it knows of them. */
final class FakeEhr implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** An answer in place of any other. */
  record Refusal(int status, String body) {}

  private final HttpServer server;
  private final Map<String, JsonNode> resources =
      Collections.synchronizedMap(new LinkedHashMap<>());

  /** Types that are not answered. */
  final Map<String, Refusal> refused = Collections.synchronizedMap(new HashMap<>());

  /** Method and URL of every request. */
  final List<String> requests = Collections.synchronizedList(new ArrayList<>());

  /** Most resources on a page; the rest is behind a link. */
  volatile int page = 1_000;

  /** Where links to further pages lead; to this server if it is empty. */
  volatile Optional<String> linksLeadTo = Optional.empty();

  FakeEhr() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/r4/", this::answer);
    server.start();
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/r4/");
  }

  @Override
  public void close() {
    server.stop(0);
  }

  /** A resource as it stands there from now on; type and id stand in it. */
  FakeEhr has(String json) {
    JsonNode resource = tree(json);
    resources.put(
        resource.path("resourceType").asText() + "/" + resource.path("id").asText(), resource);
    return this;
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException fault) {
      throw new IllegalArgumentException(json, fault);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    String url = exchange.getRequestURI().toString().substring("/r4/".length());
    String method = exchange.getRequestMethod();
    requests.add(method + " " + url);
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String type = url.split("[/?]", 2)[0];
    Refusal refusal = refused.get(type);
    if (refusal != null) {
      send(exchange, refusal.status(), refusal.body());
    } else if (url.endsWith("/_search")) {
      send(exchange, 200, found(type, parameters(body), 0).toString());
    } else if (url.startsWith(type + "?")) {
      Map<String, String> query = parameters(url.substring(type.length() + 1));
      int from = Integer.parseInt(Objects.requireNonNull(query.remove("from")));
      send(exchange, 200, found(type, query, from).toString());
    } else {
      JsonNode one = resources.get(url);
      send(exchange, one == null ? 404 : 200, one == null ? "" : one.toString());
    }
  }

  private static Map<String, String> parameters(String form) {
    Map<String, String> all = new LinkedHashMap<>();
    for (String pair : form.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      all.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return all;
  }

  private ObjectNode found(String type, Map<String, String> query, int from) {
    List<JsonNode> all =
        List.copyOf(resources.values()).stream()
            .filter(one -> one.path("resourceType").asText().equals(type))
            .filter(one -> matches(one, query))
            .toList();
    ObjectNode bundle = JSON.createObjectNode().put("resourceType", "Bundle");
    bundle.put("type", "searchset");
    ArrayNode entries = bundle.putArray("entry");
    int to = Math.min(all.size(), from + page);
    all.subList(from, to).forEach(one -> entries.addObject().set("resource", one));
    if (to < all.size()) {
      StringBuilder next = new StringBuilder(linksLeadTo.orElse(base().toString()));
      next.append(type).append("?from=").append(to);
      query.forEach((name, value) -> next.append('&').append(name).append('=').append(value));
      bundle.putArray("link").addObject().put("relation", "next").put("url", next.toString());
    }
    return bundle;
  }

  private static boolean matches(JsonNode one, Map<String, String> query) {
    if (query.containsKey("identifier")) {
      String[] token = query.get("identifier").split("[|]", 2);
      return one.path("identifier").findValuesAsText("value").contains(token[1]);
    }
    return one.toString().contains("\"" + query.get("patient") + "\"");
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/fhir+json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
