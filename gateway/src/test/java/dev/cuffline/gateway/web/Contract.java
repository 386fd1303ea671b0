package dev.cuffline.gateway.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The served OpenAPI document, asked whether a real answer is as it says. */
final class Contract {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
  private static final SchemaValidatorsConfig STRICT =
      SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

  private final JsonNode document;

  private Contract(JsonNode document) {
    this.document = document;
  }

  static Contract load() {
    try (InputStream stream = WebServer.class.getResourceAsStream("openapi.json")) {
      return new Contract(MAPPER.readTree(stream));
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** {@code GET /api/v1/patients}, for every operation under the API. */
  Set<String> operations() {
    Set<String> operations = new TreeSet<>();
    for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
      if (path.getKey().startsWith(Endpoints.ROOT)) {
        path.getValue()
            .fieldNames()
            .forEachRemaining(
                method -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey()));
      }
    }
    return operations;
  }

  /** {@code GET /api/v1/patients SEE_PATIENTS}, for every operation under the API. */
  Set<String> scopes() {
    Set<String> scopes = new TreeSet<>();
    for (String operation : operations()) {
      String[] parts = operation.split(" ", 2);
      document
          .get("paths")
          .get(parts[1])
          .get(parts[0].toLowerCase(Locale.ROOT))
          .path("security")
          .path(0)
          .path("token")
          .forEach(scope -> scopes.add(operation + " " + scope.asText()));
    }
    return scopes;
  }

  /** What is not as the document says; empty when all is. */
  List<String> violations(String method, String path, int status, String type, JsonNode body) {
    JsonNode operation = operation(method, path);
    if (operation.isMissingNode()) {
      return type.equals("application/problem+json")
          ? check(document.at("/components/responses/Problem/content/" + escape(type)), body)
          : List.of("no operation " + method + " " + path);
    }
    JsonNode response = operation.path("responses").path(Integer.toString(status));
    if (response.isMissingNode()) {
      response =
          operation.path("responses").has("default")
              ? document.at("/components/responses/Problem")
              : response;
    }
    JsonNode media = response.path("content").path(type);
    return media.isMissingNode()
        ? List.of(method + " " + path + " must not answer " + status + " " + type)
        : check(media, body);
  }

  private JsonNode operation(String method, String path) {
    for (Map.Entry<String, JsonNode> known : document.get("paths").properties()) {
      if (path.matches(known.getKey().replaceAll("\\{[a-z]+}", "[^/]+"))) {
        return known.getValue().path(method.toLowerCase(Locale.ROOT));
      }
    }
    return MAPPER.missingNode();
  }

  /** Whether a body is what an operation says that it takes. */
  List<String> bodyViolations(String method, String path, JsonNode body) {
    return check(operation(method, path).at("/requestBody/content/application~1json"), body);
  }

  /** What of a value is not as a named schema says. */
  List<String> schemaViolations(String schema, JsonNode value) {
    ObjectNode media = MAPPER.createObjectNode();
    media.putObject("schema").put("$ref", "#/components/schemas/" + schema);
    return check(media, value);
  }

  private List<String> check(JsonNode media, JsonNode body) {
    ObjectNode root = MAPPER.createObjectNode();
    root.setAll((ObjectNode) media.get("schema").deepCopy());
    root.set("components", document.get("components"));
    JsonSchema schema = SCHEMAS.getSchema(root, STRICT);
    List<String> violations = new ArrayList<>();
    for (ValidationMessage message : schema.validate(body)) {
      violations.add(message.toString());
    }
    return violations;
  }

  private static String escape(String part) {
    return part.replace("/", "~1");
  }
}
