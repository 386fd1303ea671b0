package dev.cuffline.gateway.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a {@link FhirSink} holds: of each resource its id, its version and its identifiers, so that
 * a million of them fit into a small heap; what else they say is forgotten. Thread-safe; one at a
 * time, as a transaction would have it.
 */
final class SinkStore {
  private static final String OBSERVATION = "Observation";

  private final Map<String, Kept> resources = new HashMap<>();
  private final Map<String, Set<String>> byIdentifier = new HashMap<>();
  private long writes;
  private long rewrites;
  private long observations;
  private long doubles;
  private long nextId = 1;

  /**
   * What is kept of a resource.
   *
   * @param code its first one, as {@code system|code}; {@code |} when it has none
   * @param identifiers each as {@code system|value}
   */
  record Kept(String type, String id, int version, String code, Set<String> identifiers) {
    ObjectNode json(ObjectMapper mapper) {
      ObjectNode resource = mapper.createObjectNode().put("resourceType", type).put("id", id);
      resource.putObject("meta").put("versionId", String.valueOf(version));
      ArrayNode all = resource.putArray("identifier");
      for (String identifier : identifiers) {
        int bar = identifier.indexOf('|');
        all.addObject()
            .put("system", identifier.substring(0, bar))
            .put("value", identifier.substring(bar + 1));
      }
      return resource;
    }
  }

  /** An answer to a write. */
  record Written(boolean created, Kept resource) {
    String location() {
      return resource.type() + "/" + resource.id() + "/_history/" + resource.version();
    }

    String etag() {
      return "W/\"" + resource.version() + "\"";
    }

    String status() {
      return created ? "201 Created" : "200 OK";
    }
  }

  synchronized Written put(String type, String id, JsonNode resource) {
    String key = type + "/" + id;
    Kept before = resources.get(key);
    int version = before == null ? 1 : before.version() + 1;
    Kept now = new Kept(type, id, version, code(resource), identifiers(resource));
    resources.put(key, now);
    writes++;
    if (before != null) {
      rewrites++;
    }
    boolean observation = type.equals(OBSERVATION);
    if (before == null && observation) {
      observations++;
    }
    for (String identifier : now.identifiers()) {
      Set<String> holders =
          byIdentifier.computeIfAbsent(type + "?" + identifier, any -> new LinkedHashSet<>(2));
      if (observation && !holders.contains(key) && anyIsOf(holders, now.code())) {
        doubles++;
      }
      holders.add(key);
    }
    return new Written(before == null, now);
  }

  /** The Observations of one reading share its key and differ in their codes. */
  private boolean anyIsOf(Set<String> holders, String code) {
    return holders.stream()
        .map(resources::get)
        .anyMatch(holder -> holder != null && holder.code().equals(code));
  }

  synchronized Written create(String type, JsonNode resource, Optional<String> ifNoneExist) {
    Optional<Kept> there =
        ifNoneExist
            .map(query -> URLDecoder.decode(query, StandardCharsets.UTF_8))
            .filter(query -> query.startsWith("identifier="))
            .flatMap(query ->
                search(type, query.substring("identifier=".length())).stream().findFirst());
    return there
        .map(found -> new Written(false, found))
        .orElseGet(() -> put(type, "sink-" + nextId++, resource));
  }

  /** One entry of a Bundle. */
  synchronized Written entry(JsonNode entry) {
    JsonNode request = entry.path("request");
    String[] url = request.path("url").asText().split("/", -1);
    return switch (request.path("method").asText()) {
      case "PUT" -> put(url[0], url[1], entry.path("resource"));
      case "POST" ->
          create(
              url[0],
              entry.path("resource"),
              request.has("ifNoneExist")
                  ? Optional.of(request.path("ifNoneExist").asText())
                  : Optional.empty());
      default -> throw new IllegalArgumentException("an entry must be a PUT or a POST");
    };
  }

  synchronized Optional<Kept> find(String type, String id) {
    return Optional.ofNullable(resources.get(type + "/" + id));
  }

  synchronized List<Kept> search(String type, String identifier) {
    List<Kept> found = new ArrayList<>();
    for (String key : byIdentifier.getOrDefault(type + "?" + identifier, Set.of())) {
      Optional.ofNullable(resources.get(key)).ifPresent(found::add);
    }
    return found;
  }

  private static String code(JsonNode resource) {
    JsonNode coding = resource.at("/code/coding/0");
    return coding.path("system").asText() + "|" + coding.path("code").asText();
  }

  private static Set<String> identifiers(JsonNode resource) {
    Set<String> all = new LinkedHashSet<>();
    resource
        .path("identifier")
        .forEach(one -> all.add(one.path("system").asText() + "|" + one.path("value").asText()));
    return all;
  }

  synchronized SinkStats stats(long refused) {
    return new SinkStats(
        observations, resources.size() - observations, writes, rewrites, doubles, refused);
  }

  static ObjectNode capabilities(ObjectMapper mapper) {
    ObjectNode statement =
        mapper
            .createObjectNode()
            .put("resourceType", "CapabilityStatement")
            .put("status", "active")
            .put("date", "2026-01-01")
            .put("kind", "instance")
            .put("fhirVersion", "4.0.1");
    statement.putArray("format").add("json");
    ObjectNode rest = statement.putArray("rest").addObject().put("mode", "server");
    ArrayNode types = rest.putArray("resource");
    for (String type : List.of(OBSERVATION, "Device", "Patient", "DetectedIssue", "Provenance")) {
      ObjectNode able =
          types
              .addObject()
              .put("type", type)
              .put("updateCreate", true)
              .put("conditionalCreate", true);
      ArrayNode interactions = able.putArray("interaction");
      for (String code : List.of("read", "create", "update", "search-type")) {
        interactions.addObject().put("code", code);
      }
      able.putArray("searchParam").addObject().put("name", "identifier").put("type", "token");
    }
    ArrayNode whole = rest.putArray("interaction");
    whole.addObject().put("code", "transaction");
    whole.addObject().put("code", "batch");
    return statement;
  }
}
