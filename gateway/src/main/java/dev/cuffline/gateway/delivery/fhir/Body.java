package dev.cuffline.gateway.delivery.fhir;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cuffline.gateway.delivery.Resource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A resource's JSON as a server that names resources itself must see it. */
final class Body {
  /** Decimals keep their digits: FHIR reads precision from them. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private Body() {}

  /**
   * The JSON under another id and with other references.
   *
   * @param id at the server; empty before it gave one
   * @param names ids at the server by our keys
   */
  static String of(
      Resource resource, Optional<String> id, Function<String, Optional<String>> names) {
    boolean same =
        id.filter(resource.id()::equals).isPresent()
            && resource.refersTo().stream().allMatch(key -> key.equals(reference(key, names)));
    if (same) {
      return resource.json();
    }
    try {
      ObjectNode tree = (ObjectNode) JSON.readTree(resource.json());
      tree.remove("id");
      id.ifPresent(name -> tree.put("id", name));
      for (String key : resource.refersTo()) {
        redirect(tree, key, reference(key, names));
      }
      return JSON.writeValueAsString(tree);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a resource that we encoded is JSON", impossible);
    }
  }

  private static String reference(String key, Function<String, Optional<String>> names) {
    String type = key.substring(0, key.indexOf('/'));
    return names.apply(key).map(name -> type + "/" + name).orElse(key);
  }

  private static void redirect(JsonNode node, String from, String to) {
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        if (field.getKey().equals("reference") && field.getValue().asText().equals(from)) {
          field.setValue(TextNode.valueOf(to));
        }
      }
    }
    node.forEach(child -> redirect(child, from, to));
  }
}
