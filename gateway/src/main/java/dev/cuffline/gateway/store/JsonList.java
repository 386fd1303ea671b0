package dev.cuffline.gateway.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/** Lists of words as the store keeps them: a JSON array of text. */
public final class JsonList {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String EMPTY = "[]";

  private JsonList() {}

  /** The array; each value by its {@code toString}. */
  public static String of(Iterable<?> values) {
    StringBuilder array = new StringBuilder("[");
    for (Object value : values) {
      array.append(array.length() == 1 ? "\"" : ",\"");
      JsonStringEncoder.getInstance().quoteAsString(value.toString(), array);
      array.append('"');
    }
    return array.append(']').toString();
  }

  /**
   * The values of an array.
   *
   * @throws IllegalStateException when the column holds anything else
   */
  public static List<String> read(String json) {
    if (json.equals(EMPTY)) {
      return List.of();
    }
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
