package dev.cuffline.gateway.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;

/** Lists of words as the store keeps them: a JSON array of text. */
public final class JsonList {
  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonList() {}

  /** The array; each value by its {@code toString}. */
  public static String of(Iterable<?> values) {
    ArrayNode array = JSON.createArrayNode();
    values.forEach(value -> array.add(value.toString()));
    return array.toString();
  }

  /**
   * The values of an array.
   *
   * @throws IllegalStateException when the column holds anything else
   */
  public static List<String> read(String json) {
    try {
      List<String> texts = new ArrayList<>();
      for (JsonNode node : JSON.readTree(json)) {
        texts.add(node.asText());
      }
      return texts;
    } catch (JsonProcessingException fault) {
      throw new IllegalStateException("a stored list is not JSON", fault);
    }
  }
}
