package dev.cuffline.gateway.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** A JSON format that can be told by the shape of its payload. */
public interface RecognisedFormat extends PayloadFormat {
  /** How many fields that tell this format from others a payload has; 0 when it is another one. */
  int likeness(JsonNode body);

  /** Further names that a sender may use. */
  default List<String> otherNames() {
    return List.of();
  }
}
