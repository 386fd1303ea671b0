package dev.cuffline.fhirserver;

import ca.uhn.fhir.rest.server.exceptions.MethodNotAllowedException;
import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;

/** What the server keeps: every version of every resource. Guarded by itself. */
final class Resources {
  private final Map<String, List<Resource>> versions = new LinkedHashMap<>();
  private final Map<String, String> byIdentifier = new LinkedHashMap<>();
  private final Faults faults;
  private long nextId = 1;
  private long lastCommit;

  /** What became of a write. */
  record Stored(boolean created, String location) {}

  Resources(Faults faults) {
    this.faults = faults;
  }

  synchronized Stored put(String type, String id, Resource resource) {
    String key = type + "/" + id;
    boolean there = versions.containsKey(key);
    if (!there && !faults.updateCreate.get()) {
      throw new MethodNotAllowedException("ids are given by this server");
    }
    return store(type, id, resource, !there);
  }

  synchronized Stored create(String type, String condition, Resource resource) {
    if (!condition.isEmpty()) {
      List<String> found = find(type, condition);
      if (found.size() > 1) {
        throw new PreconditionFailedException("several match");
      }
      if (found.size() == 1) {
        return new Stored(false, found.getFirst());
      }
    }
    return store(type, Long.toString(nextId++), resource, true);
  }

  private Stored store(String type, String id, Resource resource, boolean created) {
    String key = type + "/" + id;
    List<Resource> all = versions.computeIfAbsent(key, _ -> new ArrayList<>());
    resource.setId(new IdType(type, id, Integer.toString(all.size() + 1)));
    all.add(resource);
    for (Identifier identifier : identifiers(resource)) {
      if (identifier.getSystem().endsWith("-key") && !identifier.getSystem().contains("reading")) {
        byIdentifier.put(
            type + "?" + identifier.getSystem() + "|" + identifier.getValue() + "#" + key, key);
      }
    }
    lastCommit = System.currentTimeMillis();
    return new Stored(created, key + "/_history/" + all.size());
  }

  private static List<Identifier> identifiers(Resource resource) {
    return resource instanceof Observation observation
        ? observation.getIdentifier()
        : ((org.hl7.fhir.r4.model.Device) resource).getIdentifier();
  }

  private List<String> find(String type, String condition) {
    String token =
        URLDecoder.decode(
            condition.substring(condition.indexOf("identifier=") + "identifier=".length()),
            StandardCharsets.UTF_8);
    return byIdentifier.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(type + "?" + token + "#"))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** Facts for the test: counts, and when something was last committed. */
  synchronized Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("observations", count("Observation/"));
    facts.put("devices", count("Device/"));
    facts.put("distinct", new java.util.HashSet<>(readingKeys()).size());
    facts.put("lastCommit", lastCommit);
    facts.put("turnedAway", faults.turnedAway.get());
    return facts;
  }

  private long count(String prefix) {
    return versions.keySet().stream().filter(key -> key.startsWith(prefix)).count();
  }

  /** Reading and code of each Observation: one resource each, or something is there twice. */
  private List<String> readingKeys() {
    return versions.values().stream()
        .map(List::getLast)
        .filter(Observation.class::isInstance)
        .map(Observation.class::cast)
        .map(it ->
            it.getIdentifierFirstRep().getValue() + it.getCode().getCodingFirstRep().getCode())
        .toList();
  }
}
