package dev.cuffline.endtoend;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files that the NDJSON destination has written. */
final class Ndjson {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private Ndjson() {}

  /** Every Observation, in the order of writing; each line must be one JSON object. */
  static List<JsonNode> observations(GatewayProcess gateway) throws IOException {
    return resources(gateway, "Observation");
  }

  /** Every version of every resource of a type, in the order of writing. */
  static List<JsonNode> resources(GatewayProcess gateway, String type) throws IOException {
    List<JsonNode> resources = new ArrayList<>();
    Path folder = gateway.data().resolve("fhir");
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, type + ".*.ndjson")) {
      for (Path file : files) {
        for (String line : Files.readAllLines(file)) {
          resources.add(JSON.readTree(line));
        }
      }
    }
    return resources;
  }

  /** The Observations made of a reading. */
  static List<JsonNode> observationsOf(GatewayProcess gateway, String reading) throws IOException {
    return observations(gateway).stream()
        .filter(resource -> resource.path("identifier").findValuesAsText("value").contains(reading))
        .toList();
  }
}
