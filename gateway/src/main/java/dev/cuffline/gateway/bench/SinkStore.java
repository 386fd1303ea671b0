package dev.cuffline.gateway.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a {@link FhirSink} holds. Thread-safe; one at a time, as a transaction would have it. */
final class SinkStore {
  private static final String OBSERVATION = "Observation";

  private final Map<String, JsonNode> resources = new HashMap<>();
  private final Map<String, Integer> versions = new HashMap<>();
  private final Map<String, Set<String>> byIdentifier = new HashMap<>();
  private long writes;
  private long rewrites;
  private long observations;
  private long doubles;
  private long nextId = 1;

  /** An answer to a write. */
  record Written(boolean created, String type, String id, int version, JsonNode resource) {
    String location() {
      return type + "/" + id + "/_history/" + version;
    }

    String status() {
      return created ? "201 Created" : "200 OK";
    }
  }

  synchronized Written put(String type, String id, JsonNode resource) {
    String key = type + "/" + id;
    boolean created = resources.put(key, resource) == null;
    int version = versions.merge(key, 1, Integer::sum);
    writes++;
    if (!created) {
      rewrites++;
    }
    boolean observation = type.equals(OBSERVATION);
    if (created && observation) {
      observations++;
    }
    for (String identifier : identifiers(resource)) {
      Set<String> holders =
          byIdentifier.computeIfAbsent(type + "?" + identifier, any -> new LinkedHashSet<>());
      if (holders.add(key) && holders.size() == 2 && observation) {
        doubles++;
      }
    }
    return new Written(created, type, id, version, resource);
  }

  synchronized Written create(String type, JsonNode resource, Optional<String> ifNoneExist) {
    Optional<String> there =
        ifNoneExist
            .map(query -> URLDecoder.decode(query, StandardCharsets.UTF_8))
            .filter(query -> query.startsWith("identifier="))
            .flatMap(
                query -> keys(type, query.substring("identifier=".length())).stream().findFirst());
    if (there.isPresent()) {
      String id = there.get().substring(type.length() + 1);
      return new Written(
          false,
          type,
          id,
          versions.getOrDefault(there.get(), 1),
          resources.getOrDefault(there.get(), resource));
    }
    return put(type, "sink-" + nextId++, resource);
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

  synchronized Optional<JsonNode> find(String type, String id) {
    return Optional.ofNullable(resources.get(type + "/" + id));
  }

  synchronized List<JsonNode> search(String type, String identifier) {
    List<JsonNode> found = new ArrayList<>();
    for (String key : keys(type, identifier)) {
      Optional.ofNullable(resources.get(key)).ifPresent(found::add);
    }
    return found;
  }

  private Set<String> keys(String type, String identifier) {
    return byIdentifier.getOrDefault(type + "?" + identifier, Set.of());
  }

  private static Set<String> identifiers(JsonNode resource) {
    Set<String> all = new HashSet<>();
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
